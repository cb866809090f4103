extension Migrations {
    /// The newsroom's list at a million stories, and live.
    ///
    /// Each cut by section, stage and public state is one stretch of one index, in which the state always is given: what is
    /// asked of all states is read as a stretch for each. What is found by a member or by the task repeats these three,
    /// so that its index alone says which stories a cut has.
    ///
    /// `pulse` counts what happens to the stories of a newspaper's desk: a story has the number of what happened to it
    /// last. Whoever has the list open is told what came after the number that they know.
    ///
    /// `wrote_since` says who has written in a story since its last version; `revision_writer` keeps them for the version
    /// that then was made.
    static let migration0008 = taskCuts + deskCuts + writers
}

private let taskCuts = """
    ALTER TABLE story_task ADD COLUMN public_state TEXT REFERENCES public_state (name);
    ALTER TABLE story_task ADD COLUMN stage TEXT REFERENCES stage (name);
    ALTER TABLE story_task ADD COLUMN section TEXT;
    UPDATE story_task SET (changed, public_state, stage, section) =
        (SELECT changed, public_state, stage, section FROM desk_story WHERE desk_story.story = story_task.story);
    DROP INDEX story_task_holder;
    DROP INDEX story_task_due;
    CREATE INDEX story_task_holder ON story_task (site, holder, changed, story, public_state, stage, section, due)
        WHERE holder IS NOT NULL;
    CREATE INDEX story_task_due ON story_task (site, changed, story, due, public_state, stage, section)
        WHERE due IS NOT NULL AND stage IS NOT NULL;
    CREATE INDEX story_task_deadline ON story_task (site, due) WHERE due IS NOT NULL AND stage IS NOT NULL;
    ALTER TABLE story_flag ADD COLUMN public_state TEXT REFERENCES public_state (name);
    ALTER TABLE story_flag ADD COLUMN stage TEXT REFERENCES stage (name);
    ALTER TABLE story_flag ADD COLUMN section TEXT;
    UPDATE story_flag SET (changed, public_state, stage, section) =
        (SELECT changed, public_state, stage, section FROM desk_story WHERE desk_story.story = story_flag.story);
    DROP INDEX story_flag_list;
    CREATE INDEX story_flag_list ON story_flag (site, flag, changed, story, public_state, stage, section);

    """

private let deskCuts = """
    ALTER TABLE desk_story ADD COLUMN pulse INTEGER NOT NULL DEFAULT 0 CHECK (pulse >= 0);
    CREATE INDEX desk_story_pulse ON desk_story (site, pulse) WHERE pulse > 0;
    DROP INDEX desk_story_changed;
    DROP INDEX desk_story_section;
    DROP INDEX desk_story_stage;
    DROP INDEX desk_story_section_stage;
    DROP INDEX desk_story_state;
    CREATE INDEX desk_story_state ON desk_story (site, public_state, changed);
    CREATE INDEX desk_story_section ON desk_story (site, section, public_state, changed);
    CREATE INDEX desk_story_stage ON desk_story (site, stage, public_state, changed) WHERE stage IS NOT NULL;
    CREATE INDEX desk_story_section_stage ON desk_story (site, section, stage, public_state, changed)
        WHERE stage IS NOT NULL;
    ALTER TABLE desk_writer ADD COLUMN public_state TEXT REFERENCES public_state (name);
    ALTER TABLE desk_writer ADD COLUMN stage TEXT REFERENCES stage (name);
    ALTER TABLE desk_writer ADD COLUMN section TEXT;
    UPDATE desk_writer SET (changed, public_state, stage, section) =
        (SELECT changed, public_state, stage, section FROM desk_story WHERE desk_story.story = desk_writer.story);
    DROP INDEX desk_writer_list;
    CREATE INDEX desk_writer_list ON desk_writer (site, writer, changed, story, public_state, stage, section);

    """

private let writers = """
    ALTER TABLE desk_writer ADD COLUMN wrote_since INTEGER NOT NULL DEFAULT 0 CHECK (wrote_since IN (0, 1));
    CREATE TABLE revision_writer (
        story INTEGER NOT NULL,
        version INTEGER NOT NULL,
        writer TEXT NOT NULL CHECK (writer <> ''),
        PRIMARY KEY (story, version, writer),
        FOREIGN KEY (story, version) REFERENCES revision (story, version)
    ) STRICT, WITHOUT ROWID;
    """
