<?php
// What each command-line script begins with: WordPress, as if a request had come.
ini_set('memory_limit', '1G');
$_SERVER += ['HTTP_HOST' => 'bench.example', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1'];
require getenv('BENCH_WORDPRESS') . '/root/wp-load.php';
