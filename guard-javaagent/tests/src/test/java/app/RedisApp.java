package app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An application that gives a client of Redis what it is told to on its standard input, and says what came of it. Each line
 * is {@code mode words}, separated by blanks.
 */
abstract class RedisApp {

    abstract Object run(String mode, List<String> words) throws Exception;

    final void serve() throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> words = Arrays.asList(line.split(" ", -1));
            try {
                System.out.println("done " + run(words.get(0), words.subList(1, words.size())));
            } catch (Throwable failure) {
                System.out.println(text(failure).replace('\n', ' ').replace('\r', ' '));
            }
        }
    }

    /** What a failure is, and the failures that caused it. */
    static String text(Throwable failure) {
        StringBuilder names = new StringBuilder("failure");
        for (Throwable one = failure; one != null && names.length() < 1_000; one = one.getCause()) {
            names.append(' ').append(one.getClass().getName());
        }
        return names + " | " + failure.getMessage();
    }
}
