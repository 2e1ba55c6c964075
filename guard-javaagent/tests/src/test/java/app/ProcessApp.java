package app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An application that starts what it is told to, one process a line: {@code mode directory variables words}, separated by
 * {@code \u001f}; a variable is {@code NAME=value}, and there may be none or several, separated by {@code \u001e}.
 */
public final class ProcessApp {

    private ProcessApp() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split("\u001f", -1);
            try {
                System.out.println(run(parts).replace('\n', ' '));
            } catch (Throwable failure) {
                StringBuilder chain = new StringBuilder("failure");
                for (Throwable one = failure; one != null; one = one.getCause()) {
                    chain.append(' ').append(one.getClass().getName());
                }
                System.out.println(
                        chain + " | " + String.valueOf(failure.getMessage()).replace('\n', ' '));
            }
        }
    }

    private static String run(String[] parts) throws Exception {
        File directory = parts[1].isEmpty() ? null : new File(parts[1]);
        String[] variables = parts[2].isEmpty() ? new String[0] : parts[2].split("\u001e", -1);
        List<String> words = new ArrayList<>(Arrays.asList(parts).subList(3, parts.length));
        return switch (parts[0]) {
            case "exec" ->
                output(Runtime.getRuntime()
                        .exec(words.toArray(new String[0]), variables.length == 0 ? null : variables, directory));
            case "pipeline" -> pipeline(builder(words, directory, variables));
            case "thread" -> thread(builder(words, directory, variables));
            case "long" -> {
                words.add("x".repeat(10_000_000));
                yield output(builder(words, directory, variables).start());
            }
            default -> {
                ProcessBuilder builder = builder(words, directory, variables);
                boolean touched = variables.length > 0;
                String before = touched ? builder.environment().toString() : "";
                String output = output(builder.start());
                boolean same = !touched || before.equals(builder.environment().toString());
                yield same ? output : "the map of variables was changed";
            }
        };
    }

    private static ProcessBuilder builder(List<String> words, File directory, String[] variables) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory).redirectErrorStream(true);
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return builder;
    }

    /** The words as the second of two processes, of which the first prints something. */
    private static String pipeline(ProcessBuilder last) throws Exception {
        ProcessBuilder first = new ProcessBuilder("echo", "first");
        List<Process> processes = ProcessBuilder.startPipeline(List.of(first, last.redirectErrorStream(false)));
        return output(processes.get(1));
    }

    private static String thread(ProcessBuilder builder) throws Exception {
        AtomicReference<Object> result = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                result.set(output(builder.start()));
            } catch (Exception e) {
                result.set(e);
            }
        });
        thread.start();
        thread.join();
        if (result.get() instanceof Exception e) {
            throw e;
        }
        return String.valueOf(result.get());
    }

    private static String output(Process process) throws Exception {
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return "exit " + process.waitFor() + " " + text.strip();
    }
}
