<?php
/* Plugin Name: the two rails that every page of Warta carries */

add_action('get_footer', function () {
    $rails = ['Populer' => ['orderby' => 'comment_count', 'posts_per_page' => 7], 'UPDATE' => ['posts_per_page' => 10]];
    foreach ($rails as $name => $query) {
        $posts = get_posts($query + ['numberposts' => $query['posts_per_page']]);
        echo '<section><h2>', $name, '</h2><ul>';
        foreach ($posts as $post) {
            printf(
                '<li><a href="%s">%s</a> <time>%s</time></li>',
                esc_url(get_permalink($post)), esc_html(get_the_title($post)), esc_html(get_the_date('l, j F Y | H:i', $post))
            );
        }
        echo '</ul></section>';
    }
});
