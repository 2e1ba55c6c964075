package dev.agentguard.effect.http;

import java.util.ArrayList;
import java.util.List;

/** The objects and lists around the place that is read, with the names that each object has so far. For one thread. */
final class OpenValues {

    private final List<Level> levels = new ArrayList<>();
    private int depth;
    private Level level;
    private boolean begun;

    OpenValues(String name, TellingFields.Field field) {
        this.level = new Level(name, field);
        this.levels.add(level);
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
        if (++depth == levels.size()) {
            levels.add(new Level(outer.name, outer.field));
        }
        level = levels.get(depth);
        level.reopen(outer.name, outer.field, list);
    }

    /** Goes on behind the end of an object or list, whatever was in it. */
    boolean close() {
        level = levels.get(--depth);
        return true;
    }

    /** One object or list. */
    private static final class Level {
        private final SeenNames names = new SeenNames();
        private boolean list;
        private String name;
        private TellingFields.Field field;

        Level(String name, TellingFields.Field field) {
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
