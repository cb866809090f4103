# /etc/varnish/warta.vcl on machine @NAME@: varnishd -a @ADDRESS@:6081 -f /etc/varnish/warta.vcl
vcl 4.1;

import std;

backend nodes {
    .host = "@ADDRESS@";
    .port = "8081";
    .probe = { .url = "/-/live"; .interval = 1s; .timeout = 1s; .window = 3; .threshold = 2; }
}

sub vcl_recv {
    # HAProxy asks whether Varnish is there.
    if (req.url == "/-/cache") { return (synth(200)); }
    set req.http.Surrogate-Capability = "varnish=ESI/1.0";
    # What Varnish has is shown longer than its max-age only while no node can be reached.
    if (std.healthy(req.backend_hint)) { set req.grace = 0s; }
}

sub vcl_backend_response {
    set beresp.grace = 1h;
    if (beresp.http.Surrogate-Control ~ "ESI/1.0") {
        unset beresp.http.Surrogate-Control;
        set beresp.do_esi = true;
    }
}
