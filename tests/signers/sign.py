"""What the recipe says for Python, with an address and a secret from the command line."""
import sys
import time

import jwt

email, secret = sys.argv[1:]
print(jwt.encode({"email": email, "iat": int(time.time())}, secret, algorithm="HS256"), end="")
