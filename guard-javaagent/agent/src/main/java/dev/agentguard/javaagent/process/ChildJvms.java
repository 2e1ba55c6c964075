package dev.agentguard.javaagent.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Guards the JVMs that the application starts: a command line that names a Java launcher gets this agent, with the same
 * configuration, by {@code JAVA_TOOL_OPTIONS}. Not where it is there already, nor where that JVM could not start with it.
 * Threadsafe.
 */
public final class ChildJvms {

    private static final String VARIABLE = "JAVA_TOOL_OPTIONS";
    private static final List<String> VARIABLES = List.of(VARIABLE, "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    private static final String AGENT = "-javaagent:";
    private static final Set<String> LAUNCHERS = Set.of("java", "javaw", "java.exe", "javaw.exe");

    /** What separates the words of a shell's line; a backslash is a part of paths. */
    private static final String SEPARATORS = " \t\n\r;|&()<>`'\"=";

    private static final int LONGEST = 1 << 16;
    private static final int OLDEST = 17;

    private final @Nullable File jar;
    private final String option;
    private final AtomicBoolean said = new AtomicBoolean();

    /**
     * Says how child JVMs are guarded.
     *
     * @param jar this agent's file; null to leave them alone
     * @param configuration the file that a human named for this JVM, or null
     */
    public ChildJvms(@Nullable File jar, @Nullable File configuration) {
        this.jar = jar;
        this.option = jar == null
                ? ""
                : quoted(AGENT
                        + jar.getAbsolutePath()
                        + (configuration == null ? "" : "=" + configuration.getAbsolutePath()));
    }

    /**
     * What a process is started with.
     *
     * @param environment its variables; null for those of this process
     * @param undo takes back what was added to a map of the application's
     */
    record Guarded(@Nullable Map<String, String> environment, Runnable undo) {}

    Guarded guard(List<String> command, @Nullable Map<String, String> environment) {
        Guarded asItIs = new Guarded(environment, () -> {});
        if (jar == null) {
            return asItIs;
        }
        Map<String, String> variables = environment == null ? System.getenv() : environment;
        String launcher = launcher(command);
        if (launcher == null || hasAgent(command, variables)) {
            return asItIs;
        }
        String cannot =
                option.isEmpty() ? "its path has quotes of both kinds" : whyNot(launcher, variables.get("PATH"));
        if (cannot != null) {
            if (said.compareAndSet(false, true)) {
                System.err.println("guard: a JVM that this application starts is not guarded: " + cannot);
            }
            return asItIs;
        }
        String before = variables.get(VARIABLE);
        String now = before == null || before.isBlank() ? option : option + " " + before;
        if (environment == null) {
            // Only the JDK can make a map of the kind that it takes.
            Map<String, String> own = new ProcessBuilder().environment();
            own.put(VARIABLE, now);
            return new Guarded(own, () -> {});
        }
        // Put in and taken out again: a copy would lose what is no text in this JVM's encoding.
        environment.put(VARIABLE, now);
        return new Guarded(environment, () -> {
            if (before == null) {
                environment.remove(VARIABLE);
            } else {
                environment.put(VARIABLE, before);
            }
        });
    }

    /** The first word that is a Java launcher, also within the line of a shell. */
    private static @Nullable String launcher(List<String> command) {
        int left = LONGEST;
        for (String word : command) {
            if (isLauncher(word)) {
                return word;
            }
            left -= word.length();
            if (left < 0) {
                return null;
            }
            StringTokenizer parts = new StringTokenizer(word, SEPARATORS);
            while (parts.hasMoreTokens()) {
                String part = parts.nextToken();
                if (isLauncher(part)) {
                    return part;
                }
            }
        }
        return null;
    }

    private static boolean isLauncher(String word) {
        String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
        return name.length() <= 9 && LAUNCHERS.contains(name.toLowerCase(Locale.ROOT));
    }

    private boolean hasAgent(List<String> command, Map<String, String> variables) {
        for (String word : command) {
            if (word.startsWith(AGENT) && isThisJar(word.substring(AGENT.length()))) {
                return true;
            }
        }
        for (String variable : VARIABLES) {
            String options = variables.get(variable);
            if (options != null && jar != null && options.contains(AGENT + jar.getAbsolutePath())) {
                return true;
            }
        }
        return false;
    }

    private boolean isThisJar(String agent) {
        int equals = agent.indexOf('=');
        try {
            File named = new File(equals < 0 ? agent : agent.substring(0, equals));
            return jar != null && named.getCanonicalFile().equals(jar.getCanonicalFile());
        } catch (IOException e) {
            return false;
        }
    }

    /** Why the JVM would not start with the agent; null if it does, or if nothing says so. */
    private static @Nullable String whyNot(String launcher, @Nullable String path) {
        File program = program(launcher, path);
        if (program == null) {
            return null;
        }
        try {
            File bin = program.getCanonicalFile().getParentFile();
            File release = bin == null ? null : new File(bin.getParentFile(), "release");
            return release == null || !release.isFile() ? null : whyNot(release);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable String whyNot(File release) throws IOException {
        try (BufferedReader lines = new BufferedReader(new FileReader(release, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("JAVA_VERSION=") && version(line) < OLDEST) {
                    return "it is older than JDK " + OLDEST;
                }
                if (line.startsWith("MODULES=") && !line.contains("java.instrument")) {
                    return "it is an image without the module `java.instrument`";
                }
            }
        }
        return null;
    }

    /** {@code JAVA_VERSION="17.0.15"}, {@code "1.8.0_402"}. */
    private static int version(String line) {
        int version = 0;
        for (int i = line.indexOf('=') + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c >= '0' && c <= '9') {
                version = Math.min(version * 10 + c - '0', 1_000);
            } else if (version > 0) {
                break;
            }
        }
        return version == 0 ? OLDEST : version;
    }

    private static @Nullable File program(String launcher, @Nullable String path) {
        File named = new File(launcher);
        if (named.getParent() != null) {
            return named;
        }
        for (String directory : path == null ? new String[0] : path.split(File.pathSeparator, -1)) {
            File file = new File(directory, launcher);
            if (file.canExecute()) {
                return file;
            }
        }
        return null;
    }

    /** The JVM takes quotes of either kind around a word, and nothing within them for more than it is. */
    private static String quoted(String word) {
        if (word.chars().noneMatch(c -> Character.isWhitespace(c) || c == '\'' || c == '"')) {
            return word;
        }
        return word.indexOf('"') < 0 ? '"' + word + '"' : word.indexOf('\'') < 0 ? "'" + word + "'" : "";
    }
}
