// Tells the server this browser's time zone, for pages whose reader has chosen none.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const safe = location.protocol === "https:" ? "; secure" : "";
if (zone) document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${safe}`;
