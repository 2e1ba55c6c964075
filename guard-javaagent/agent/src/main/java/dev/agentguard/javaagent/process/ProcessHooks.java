package dev.agentguard.javaagent.process;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import java.io.File;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the advice of {@link ProcessInstrumentation} calls. Threadsafe. */
final class ProcessHooks {

    private final ChildJvms children;

    ProcessHooks(ChildJvms children) {
        this.children = children;
    }

    /**
     * Judges a start.
     *
     * @return the environment to start it with, null as the JDK has it for the starter's own; the verdict's id; and what
     *     takes back what was added to the environment
     */
    Object[] start(@Nullable Object words, @Nullable Object variables, @Nullable Object directory)
            throws RefusedException {
        List<String> command = Arrays.asList((String[]) Objects.requireNonNull(words));
        Map<String, String> environment = environment(variables);
        Map<String, Object> message = new HashMap<>();
        message.put("command", command);
        message.put("environment", environment == null ? Map.of() : differing(environment));
        message.put("directory", directory == null ? "" : new File(directory.toString()).getAbsolutePath());
        Map<String, Object> answer = GuardBridge.call("process.check", message);
        if (!Boolean.TRUE.equals(answer.get("proceeds"))) {
            throw new RefusedException(String.valueOf(answer.get("message")));
        }
        ChildJvms.Guarded guarded = children.guard(command, environment);
        return new Object[] {guarded.environment(), answer.get("id"), guarded.undo()};
    }

    /** Notes how it ended; a program that says it failed may have done a part. */
    void started(@Nullable Object start, @Nullable Object process) {
        Object[] known = (Object[]) Objects.requireNonNull(start);
        ((Runnable) known[2]).run();
        String id = String.valueOf(known[1]);
        if (id.isEmpty()) {
            return;
        }
        if (process instanceof Process running) {
            var unused = running.onExit()
                    .thenAccept(ended -> GuardBridge.exit(id, ended.exitValue() == 0 ? "SUCCEEDED" : "UNKNOWN"));
        } else {
            GuardBridge.exit(id, "FAILED");
        }
    }

    @SuppressWarnings("unchecked") // the JDK's own method declares it so
    private static @Nullable Map<String, String> environment(@Nullable Object variables) {
        return (Map<String, String>) variables;
    }

    /** What the process is given that this one has not, or has otherwise. */
    private static Map<String, String> differing(Map<String, String> environment) {
        Map<String, String> differing = new HashMap<>();
        Map<String, String> own = System.getenv();
        environment.forEach((name, value) -> {
            if (!value.equals(own.get(name))) {
                differing.put(name, value);
            }
        });
        return differing;
    }
}
