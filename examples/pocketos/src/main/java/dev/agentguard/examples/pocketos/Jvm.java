package dev.agentguard.examples.pocketos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** Command lines for JVMs like this one. */
final class Jvm {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> GUARDS =
            List.of("dev/agentguard/annotation/Guarded.class", "dev/agentguard/langchain4j/GuardedToolExecutor.class");

    private Jvm() {}

    /** The agent's program; without the library no class of Guard is on its class path, not even an annotation. */
    static List<String> agentProgram(Protection protection, Path guardYaml, Path workspace) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        if (protection.agent()) {
            command.add("-javaagent:" + guardJar());
        }
        if (protection != Protection.NONE) {
            command.add("-Dguard.config=" + guardYaml);
        }
        command.add("-cp");
        command.add(classPath(protection.library()));
        command.add("dev.agentguard.examples.pocketos.agent.PocketOsAgent");
        command.add(workspace.toString());
        return command;
    }

    /** {@code java -jar guard.jar} and arguments. */
    static List<String> guardCommand(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar", guardJar().toString()));
        command.addAll(arguments);
        return command;
    }

    /** Where the build put the one file; {@code -Dguard.jar} names another. */
    static Path guardJar() {
        String named = System.getProperty("guard.jar");
        Path jar = Path.of(named == null ? "guard-javaagent/agent/target/guard.jar" : named)
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no file `" + jar + "`; build it, or name it with `-Dguard.jar=`");
        }
        return jar;
    }

    private static String classPath(boolean withGuard) {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(entry -> withGuard || !isGuards(entry))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isGuards(Path entry) {
        if (Files.isDirectory(entry)) {
            return GUARDS.stream().anyMatch(name -> Files.exists(entry.resolve(name)));
        }
        if (!Files.isRegularFile(entry)) {
            return false;
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            return GUARDS.stream().anyMatch(name -> jar.getEntry(name) != null);
        } catch (IOException e) {
            return false;
        }
    }
}
