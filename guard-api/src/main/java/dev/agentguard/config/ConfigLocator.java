package dev.agentguard.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the configuration. A file that the agent argument, the system property {@code guard.config} or the environment
 * variable {@code GUARD_CONFIG} names (in this order) is the human's own and must be there. Else a {@code guard.yaml}
 * of the working directory is used, trusted only if it is pinned. Immutable.
 */
public final class ConfigLocator {

    /** The system property that names the file. */
    public static final String PROPERTY = "guard.config";

    /** The environment variable that names the file. */
    public static final String VARIABLE = "GUARD_CONFIG";

    /** The name under which a file is looked for in the working directory. */
    public static final String FILE = "guard.yaml";

    private final Variables.Lookup properties;
    private final Variables.Lookup variables;
    private final Path directory;
    private final TrustedFiles trusted;

    ConfigLocator(Variables.Lookup properties, Variables.Lookup variables, Path directory, Path home) {
        this.properties = properties;
        this.variables = variables;
        this.directory = directory;
        this.trusted = new TrustedFiles(home);
    }

    /**
     * Returns a locator for this process.
     *
     * @return the locator
     */
    public static ConfigLocator ofThisProcess() {
        return new ConfigLocator(
                System::getProperty, System::getenv, Path.of(""), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * Returns a locator for a project, whatever this process is configured by.
     *
     * @param directory the project
     * @return the locator
     */
    public static ConfigLocator in(Path directory) {
        return new ConfigLocator(
                name -> null,
                name -> PROPERTY.equals(name) || VARIABLE.equals(name) ? null : System.getenv(name),
                directory,
                Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * Finds and reads the configuration.
     *
     * @param agentArgument the file that the Java agent's argument names, or null
     * @return the configuration; where there is no file {@link GuardConfig#none()} with the usual rule files of the
     *     working directory, which only tighten
     * @throws ConfigException if a named file does not exist, or the file cannot be used
     */
    public GuardConfig locate(@Nullable String agentArgument) {
        if (agentArgument != null && !agentArgument.isBlank()) {
            return named("the agent argument", agentArgument);
        }
        String property = properties.get(PROPERTY);
        if (property != null && !property.isBlank()) {
            return named("the system property `" + PROPERTY + "`", property);
        }
        String variable = variables.get(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return named("the environment variable `" + VARIABLE + "`", variable);
        }
        Path found = directory.resolve(FILE);
        if (!Files.exists(found, LinkOption.NOFOLLOW_LINKS)) {
            return GuardConfig.withoutFile(directory.toAbsolutePath());
        }
        byte[] content = BoundedFiles.read(found);
        if (content == null) {
            throw new ConfigException(FILE + ": found in the working directory, but it cannot be read");
        }
        return ConfigReader.read(found, content, trusted.isPinned(found, content), variables);
    }

    /**
     * Says by what {@link #locate} would find a configuration, for hosts that bring one of their own: two cannot hold at
     * once.
     *
     * @return in words what names or is the file, or null if there is none
     */
    public @Nullable String found() {
        String property = properties.get(PROPERTY);
        if (property != null && !property.isBlank()) {
            return "the system property `" + PROPERTY + "`";
        }
        String variable = variables.get(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return "the environment variable `" + VARIABLE + "`";
        }
        return Files.exists(directory.resolve(FILE), LinkOption.NOFOLLOW_LINKS)
                ? "`" + FILE + "` in the working directory"
                : null;
    }

    /**
     * Reads a file that a human named in some other way.
     *
     * @param by what names it, for messages
     * @param name the file's name
     * @return the configuration, trusted
     * @throws ConfigException if it does not exist or cannot be used
     */
    public GuardConfig named(String by, String name) {
        byte[] content;
        Path file;
        try {
            file = directory.resolve(name);
            content = BoundedFiles.read(file);
        } catch (InvalidPathException e) {
            throw new ConfigException("the file that " + by + " names is no file name");
        }
        if (content == null) {
            throw new ConfigException(
                    "the file that " + by + " names does not exist or cannot be read: `" + name + "`");
        }
        return ConfigReader.read(file, content, true, variables);
    }
}
