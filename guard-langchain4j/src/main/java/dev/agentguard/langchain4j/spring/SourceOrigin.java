package dev.agentguard.langchain4j.spring;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;

/** Where properties come from, and whether a human put them there or they were merely found. */
final class SourceOrigin {

    /** In the names of Spring Boot's sources; it stays where a source is wrapped and its origins are lost. */
    private static final String FOUND = "via location 'optional:file:./";

    private final Path directory;

    SourceOrigin(Path directory) {
        this.directory = directory;
    }

    /** Names the place of a property, with file and line where Spring knows them. */
    static String of(PropertySource<?> source, String name) {
        Origin origin = OriginLookup.getOrigin(source, name);
        return origin == null ? source.getName() : origin.toString();
    }

    /**
     * Returns whether properties come from a file that Spring Boot merely finds, in the working directory or its
     * {@code config}: like a {@code guard.yaml} there, an agent could have written it.
     */
    boolean isFound(EnumerablePropertySource<?> source) {
        if (source.getName().contains(FOUND)) {
            return true;
        }
        for (String name : source.getPropertyNames()) {
            if (OriginLookup.getOrigin(source, name) instanceof TextResourceOrigin origin) {
                return isFound(origin.getResource());
            }
        }
        return false;
    }

    private boolean isFound(@Nullable Resource resource) {
        try {
            if (resource == null || !resource.isFile()) {
                return false;
            }
            Path here = directory.toRealPath();
            Path parent = resource.getFile().toPath().toRealPath().getParent();
            Path config = here.resolve("config");
            return parent != null
                    && (parent.equals(here) || parent.equals(config) || config.equals(parent.getParent()));
        } catch (IOException e) {
            // read a moment ago and gone now: not a file that a human keeps
            return true;
        }
    }
}
