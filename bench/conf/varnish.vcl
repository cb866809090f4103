vcl 4.1;

# As docs/operations.md has it. bench/rows/varnish.py fills in the port.
backend warta {
    .host = "127.0.0.1";
    .port = "@port@";
}

sub vcl_recv {
    set req.http.Surrogate-Capability = "varnish=ESI/1.0";
    if (req.url == "/-/updates") { return (pipe); }
}

sub vcl_backend_response {
    if (beresp.http.Surrogate-Control ~ "ESI/1.0") {
        unset beresp.http.Surrogate-Control;
        set beresp.do_esi = true;
        set beresp.ttl = 60s;
    }
}
