package app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An application that sends what it is told to on its standard input, one request a line, and says what came of it. Its
 * argument names the client: {@code JdkClient} for {@link JdkClientApp}.
 */
public final class HttpApp {

    /** What no application should send. */
    static final byte[] DELETION =
            "{\"query\":\"mutation { volumeDelete(volumeId: \\\"v1\\\") }\"}".getBytes(StandardCharsets.UTF_8);

    private HttpApp() {}

    /** What a client answered. */
    public record Answer(int status, String text) {}

    /** One way to send a request. */
    interface Sender {
        Answer send(String mode, String method, String url, byte[] body) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        // by name, so that only the client under test needs its library
        Sender sender = (Sender) Class.forName("app." + arguments[0] + "App")
                .getDeclaredConstructor()
                .newInstance();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            System.out.println(words[0].equals("parallel") ? parallel(sender, words) : one(sender, words));
        }
    }

    /** {@code mode method url body}, the body as Base64 or {@code -}. */
    private static String one(Sender sender, String[] words) {
        try {
            byte[] body = words[3].equals("-") ? null : Base64.getDecoder().decode(words[3]);
            Answer answer = sender.send(words[0], words[1], words[2], body);
            return "answer " + answer.status() + " " + answer.text();
        } catch (Throwable failure) {
            StringBuilder chain = new StringBuilder("failure");
            for (Throwable one = failure; one != null; one = one.getCause()) {
                chain.append(' ').append(one.getClass().getName());
            }
            return chain + " | " + String.valueOf(failure.getMessage()).replace('\n', ' ');
        }
    }

    /** {@code parallel threads rounds mode method url body [method url body]...}: every thread sends all of them. */
    private static String parallel(Sender sender, String[] words) throws Exception {
        int threads = Integer.parseInt(words[1]);
        int rounds = Integer.parseInt(words[2]);
        AtomicInteger answers = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int thread = 0; thread < threads; thread++) {
            pool.execute(() -> {
                for (int round = 0; round < rounds; round++) {
                    for (int i = 4; i + 2 < words.length; i += 3) {
                        String result = one(sender, new String[] {words[3], words[i], words[i + 1], words[i + 2]});
                        (result.startsWith("answer") ? answers : failures).incrementAndGet();
                    }
                }
            });
        }
        pool.shutdown();
        pool.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS);
        return "parallel " + answers + " " + failures;
    }
}
