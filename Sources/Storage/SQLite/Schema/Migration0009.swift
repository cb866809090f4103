extension Migrations {
    /// Where a picture of a story is shown, and which one is the hero: the first, where nobody chose another.
    static let migration0009 = """
        ALTER TABLE story_picture ADD COLUMN placement TEXT NOT NULL DEFAULT 'usual'
            CHECK (placement IN ('usual', 'hero', 'below', 'text'));
        ALTER TABLE story_picture ADD COLUMN is_hero INTEGER NOT NULL DEFAULT 0 CHECK (is_hero IN (0, 1));
        UPDATE story_picture SET is_hero = 1 WHERE ordinal = 0;
        CREATE UNIQUE INDEX story_picture_hero ON story_picture (story) WHERE is_hero = 1;
        """
}
