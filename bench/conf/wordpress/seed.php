<?php
// seed.php CORPUS ADDRESSES: the stories of a corpus, each under the slug that Warta gave it.
define('WP_IMPORTING', true);
require __DIR__ . '/start.php';

$categories = $users = [];

function category(string $name): int {
    global $categories;
    return $categories[$name] ??= (int) (term_exists($name, 'category') ?: wp_insert_term($name, 'category'))['term_id'];
}

function user(string $name): int {
    global $users;
    $login = sanitize_user(str_replace(' ', '.', strtolower($name)));
    return $users[$name] ??= wp_insert_user(['user_login' => $login, 'user_pass' => 'bench', 'display_name' => $name, 'role' => 'author']);
}

wp_defer_term_counting(true);
wp_defer_comment_counting(true);
wp_suspend_cache_invalidation(true);
$GLOBALS['wp_rewrite']->flush_rules(false);
$corpus = fopen($argv[1], 'r');
$addresses = fopen($argv[2], 'r');
for ($count = 1; ($line = fgets($corpus)) !== false; $count++) {
    $item = json_decode($line);
    $time = strtotime($item->firstCreated);
    $terms = ['section' => [], 'about' => []];
    foreach ($item->subjects as $subject) $terms[$subject->rel][] = $subject->name;
    $post = wp_insert_post(wp_slash([
        'post_title' => $item->headlines[0]->value,
        'post_name' => basename(trim(fgets($addresses))),
        'post_content' => $item->bodies[0]->value,
        'post_excerpt' => $item->descriptions[0]->value,
        'post_date_gmt' => gmdate('Y-m-d H:i:s', $time),
        'post_date' => gmdate('Y-m-d H:i:s', $time + 7 * 3600),
        'post_status' => 'publish',
        'post_author' => user($item->by),
        'post_category' => array_map('category', $terms['section']),
        'tags_input' => $terms['about'],
    ]), true);
    if (is_wp_error($post)) exit($post->get_error_message() . "\n");
    if ($count % 1000 === 0) wp_cache_flush();
}
wp_suspend_cache_invalidation(false);
wp_defer_term_counting(false);
wp_defer_comment_counting(false);
