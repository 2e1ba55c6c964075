package dev.agentguard.effect.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The objects and lists around the place that is read, with the names that each object has so far. For one thread. */
final class OpenValues {

    private int depth;
    private Level level;
    private boolean begun;

    OpenValues(String name, TellingFields.Field field) {
        this.level = new Level(null, name, field);
    }

    int depth() {
        return depth;
    }

    /** Whether the value that is the whole text has ended. */
    boolean isClosed() {
        return begun && depth == 0;
    }

    boolean inList() {
        return level.list;
    }

    /** The name under which a value stands here, that of the list where it stands in one. */
    String name() {
        return level.name;
    }

    TellingFields.Field field() {
        return level.field;
    }

    /** Goes on behind a name; returns false if the object has it already. */
    boolean name(String name, TellingFields.Field field) {
        level.name = name;
        level.field = field;
        return level.names.add(name);
    }

    void open(boolean list) {
        begun = true;
        Level outer = level;
        Level kept = outer.inner;
        level = kept == null ? new Level(outer, outer.name, outer.field) : kept;
        outer.inner = level;
        level.reopen(outer.name, outer.field, list);
        depth++;
    }

    /** Goes on behind the end of an object or list, whatever was in it. */
    boolean close() {
        level = Objects.requireNonNull(level.outer, "the parser ends only what it began");
        depth--;
        return true;
    }

    /** One object or list; what it needs is kept for the next one that stands as deep. */
    private static final class Level {
        private final @Nullable Level outer;
        private @Nullable Level inner;
        private final SeenNames names = new SeenNames();
        private boolean list;
        private String name;
        private TellingFields.Field field;

        Level(@Nullable Level outer, String name, TellingFields.Field field) {
            this.outer = outer;
            this.name = name;
            this.field = field;
        }

        void reopen(String newName, TellingFields.Field newField, boolean newList) {
            names.clear();
            name = newName;
            field = newField;
            list = newList;
        }
    }
}
