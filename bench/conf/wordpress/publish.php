<?php
// publish.php HEADLINE: one story, published by a process of its own.
require __DIR__ . '/start.php';
$post = wp_insert_post(['post_title' => $argv[1], 'post_content' => '<p>Kabar kilat.</p>', 'post_status' => 'publish'], true);
echo is_wp_error($post) ? $post->get_error_message() : 'Published', "\n";
