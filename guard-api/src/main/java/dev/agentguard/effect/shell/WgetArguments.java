package dev.agentguard.effect.shell;

import dev.agentguard.action.Body;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of wget. Not safe for use by threads. */
final class WgetArguments {

    private static final String VALUED_LETTERS = "oaeiBtOTwQPUlADIRX";
    private static final Set<String> VALUED = Set.of(
            "--method",
            "--body-data",
            "--body-file",
            "--post-data",
            "--post-file",
            "--header",
            "--output-document",
            "--output-file",
            "--input-file",
            "--user",
            "--password",
            "--user-agent",
            "--directory-prefix",
            "--tries",
            "--timeout",
            "--wait",
            "--referer",
            "--load-cookies",
            "--save-cookies",
            "--ca-certificate",
            "--certificate",
            "--private-key",
            "--limit-rate",
            "--execute",
            "--append-output",
            "--level",
            "--accept",
            "--reject",
            "--domains",
            "--base",
            "--http-user",
            "--http-password",
            "--quota",
            "--exclude-directories",
            "--include-directories");

    private final Requests requests;
    private final Shell shell;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<String> urls = new ArrayList<>(1);
    private String method = "GET";
    private @Nullable Word output;
    private Body body = Body.empty();
    private boolean saves = true;
    private String user = "";
    private String password = "";

    WgetArguments(Requests requests, Shell shell) {
        this.requests = requests;
        this.shell = shell;
    }

    void read(List<Word> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            Word word = arguments.get(i);
            String text = word.text();
            Word next = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
            if (text.startsWith("--")) {
                int equals = text.indexOf('=');
                String name = equals < 0 ? text : text.substring(0, equals);
                if (equals >= 0) {
                    option(name, new Word(text.substring(equals + 1), word.known()));
                } else if (VALUED.contains(name)) {
                    option(name, next);
                    i++;
                } else {
                    option(name, null);
                }
            } else if (text.length() > 1 && text.charAt(0) == '-') {
                i += letters(word, next);
            } else {
                urls.add(text);
            }
        }
        send();
    }

    private int letters(Word word, @Nullable Word next) {
        String text = word.text();
        for (int i = 1; i < text.length(); i++) {
            if (VALUED_LETTERS.indexOf(text.charAt(i)) >= 0) {
                boolean own = i + 1 < text.length();
                Word value = own ? new Word(text.substring(i + 1), word.known()) : next;
                if (text.charAt(i) == 'O') {
                    option("--output-document", value);
                } else if (text.charAt(i) == 'i') {
                    option("--input-file", value);
                }
                return own ? 0 : 1;
            }
        }
        return 0;
    }

    private void option(String name, @Nullable Word value) {
        switch (name) {
            case "--spider" -> saves = false;
            case "--version", "--help" -> saves = false;
            case "--method" -> method = value == null ? "" : value.text();
            case "--header" -> header(value == null ? "" : value.text());
            case "--user", "--http-user" -> user = value == null ? "" : value.text();
            case "--password", "--http-password" -> password = value == null ? "" : value.text();
            case "--output-document" -> output = value;
            case "--input-file" -> urls.add("http://");
            case "--body-data", "--post-data" -> {
                method = name.equals("--post-data") && method.equals("GET") ? "POST" : method;
                body = Requests.body(value, "it has no body");
            }
            case "--body-file", "--post-file" -> {
                method = name.equals("--post-file") && method.equals("GET") ? "POST" : method;
                String content = value == null || !value.known() ? null : shell.content(value.text());
                body = content == null ? Body.notInspected("the file that is sent was not read") : Body.of(content);
            }
            default -> {}
        }
    }

    private void header(String text) {
        int colon = text.indexOf(':');
        if (colon > 0) {
            headers.computeIfAbsent(text.substring(0, colon).strip(), unused -> new ArrayList<>(1))
                    .add(text.substring(colon + 1).strip());
        }
    }

    private void send() {
        if (urls.isEmpty()) {
            return;
        }
        Word target = output == null ? Word.of(".") : output;
        if (saves && !target.text().equals("-")) {
            requests.output(target);
        }
        if (!user.isEmpty() || !password.isEmpty()) {
            header("Authorization: " + Requests.basic(user + ":" + password));
        }
        for (String url : urls) {
            requests.send(method, url, headers, body);
        }
    }
}
