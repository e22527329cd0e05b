// The snippet that Kustomer's documentation gives, with an address and a secret from the command line.
const [CUSTOMER_EMAIL, SECRET_KEY] = process.argv.slice(2);

var jwt = require('jsonwebtoken'); var token = jwt.sign({ email: CUSTOMER_EMAIL, iat: Math.floor(Date.now() / 1000) }, SECRET_KEY, { header: { alg: 'HS256', typ: 'JWT' } });

process.stdout.write(token);
