package dev.agentguard.rules.permission;

import java.nio.file.Path;

/** A permission file as it was read. */
public final class PermissionFile {

    private final Path path;
    private final String name;
    private final PermissionFormat format;
    private final Layer layer;
    private final byte[] content;

    /**
     * Creates a file.
     *
     * @param path where it lies
     * @param name its name in sources
     * @param format what it is
     * @param layer whose it is
     * @param content its content; not copied
     */
    public PermissionFile(Path path, String name, PermissionFormat format, Layer layer, byte[] content) {
        this.path = path;
        this.name = name;
        this.format = format;
        this.layer = layer;
        this.content = content;
    }

    /** Whose a file is. */
    public enum Layer {
        /** The project's, under version control. */
        PROJECT,
        /** The project's on this machine only. */
        LOCAL,
        /** The user's, in the home directory. */
        USER,
        /** The organisation's. */
        MANAGED
    }

    Path path() {
        return path;
    }

    /**
     * Returns its name in sources.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    PermissionFormat format() {
        return format;
    }

    Layer layer() {
        return layer;
    }

    byte[] content() {
        return content;
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "PermissionFile[" + name + ", " + format + ", " + layer + "]";
    }
}
