package dev.agentguard.effect.shell;

import dev.agentguard.action.Body;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of HTTPie and xh: a method, a URL and request items. Not safe for use by threads. */
final class HttpieArguments {

    private static final Set<String> VALUED = Set.of(
            "-a",
            "--auth",
            "-A",
            "--auth-type",
            "-o",
            "--output",
            "-p",
            "--print",
            "-P",
            "--history-print",
            "-s",
            "--style",
            "--pretty",
            "--session",
            "--session-read-only",
            "--proxy",
            "--timeout",
            "--verify",
            "--cert",
            "--cert-key",
            "--max-redirects",
            "--max-headers",
            "--default-scheme",
            "--response-charset",
            "--response-mime",
            "--boundary",
            "--format-options",
            "--raw",
            "--ssl",
            "--ciphers",
            "--bearer",
            "--http-version",
            "--resolve",
            "--interface");

    private final Requests requests;
    private final Shell shell;
    private final @Nullable Word input;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final StringBuilder query = new StringBuilder();
    private final StringBuilder json = new StringBuilder();
    private final StringBuilder form = new StringBuilder();
    private @Nullable Word raw;
    private @Nullable Word output;
    private boolean asForm;
    private boolean offline;
    private boolean unread;
    private String auth = "";
    private boolean bearer;

    HttpieArguments(Requests requests, Shell shell, @Nullable Word input) {
        this.requests = requests;
        this.shell = shell;
        this.input = input;
    }

    void read(String program, List<Word> arguments) {
        List<Word> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Word word = arguments.get(i);
            String text = word.text();
            if (text.length() < 2 || text.charAt(0) != '-') {
                operands.add(word);
                continue;
            }
            int equals = text.startsWith("--") ? text.indexOf('=') : -1;
            boolean next = equals < 0 && VALUED.contains(text) && i + 1 < arguments.size();
            Word value = equals > 0
                    ? new Word(text.substring(equals + 1), word.known())
                    : next ? arguments.get(i + 1) : null;
            option(equals > 0 ? text.substring(0, equals) : text, value);
            i += next ? 1 : 0;
        }
        if (!operands.isEmpty() && !offline) {
            send(program, operands);
        }
    }

    private void option(String name, @Nullable Word value) {
        switch (name) {
            case "-f", "--form", "--multipart" -> asForm = true;
            case "--offline" -> offline = true;
            case "--raw" -> raw = value;
            case "-o", "--output" -> output = value;
            case "-a", "--auth" -> auth = value == null ? "" : value.text();
            case "--bearer" -> {
                auth = value == null ? "" : value.text();
                bearer = true;
            }
            case "-A", "--auth-type" -> bearer = value != null && value.text().equals("bearer");
            default -> {}
        }
    }

    private void send(String program, List<Word> operands) {
        boolean method = operands.size() > 1 && isMethod(operands.get(0).text());
        int first = method ? 1 : 0;
        for (Word item : operands.subList(first + 1, operands.size())) {
            item(item);
        }
        Word text = raw != null ? raw : input;
        boolean body = !json.isEmpty() || unread || text != null;
        String verb = method ? operands.get(0).text().toUpperCase(Locale.ROOT) : body ? "POST" : "GET";
        if (output != null) {
            requests.output(output);
        }
        if (!auth.isEmpty()) {
            String value = bearer ? "Bearer " + auth : Requests.basic(auth);
            headers.computeIfAbsent("Authorization", unused -> new ArrayList<>(1))
                    .add(value);
        }
        requests.send(verb, url(program, operands.get(first).text()) + query, headers, body(text));
    }

    private Body body(@Nullable Word text) {
        if (unread) {
            return Body.notInspected("the file that is sent was not read");
        }
        if (!json.isEmpty()) {
            headers.putIfAbsent(
                    "Content-Type",
                    new ArrayList<>(List.of(asForm ? "application/x-www-form-urlencoded" : "application/json")));
            return Body.of(asForm ? form.toString() : "{" + json + "}");
        }
        return text == null ? Body.empty() : Requests.body(text, "");
    }

    private static boolean isMethod(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String url(String program, String text) {
        String scheme = program.endsWith("s") ? "https://" : "http://";
        if (text.contains("://")) {
            return text.startsWith("://") ? scheme + text.substring(3) : text;
        }
        if (text.startsWith(":/") || text.equals(":")) {
            return scheme + "localhost" + text.substring(1);
        }
        return scheme + (text.startsWith(":") ? "localhost" + text : text);
    }

    private void item(Word word) {
        String text = word.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            String name = text.substring(0, i);
            if (c == '\\') {
                i++;
            } else if (c == ':' && next == '=') {
                boolean file = i + 2 < text.length() && text.charAt(i + 2) == '@';
                field(name, file ? fromFile(text.substring(i + 3)) : text.substring(i + 2), true);
                return;
            } else if (c == '=' && next == '=') {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(name)
                        .append('=')
                        .append(UrlText.encode(text.substring(i + 2)));
                return;
            } else if (c == '=') {
                field(name, next == '@' ? fromFile(text.substring(i + 2)) : text.substring(i + 1), false);
                return;
            } else if (c == '@') {
                unread = true;
                return;
            } else if (c == ':') {
                headers.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(text.substring(i + 1));
                return;
            }
        }
    }

    private @Nullable String fromFile(String path) {
        return shell.content(path);
    }

    private void field(String name, @Nullable String value, boolean literal) {
        if (value == null) {
            unread = true;
            return;
        }
        json.append(json.isEmpty() ? "" : ",").append(JsonText.quoted(name)).append(':');
        json.append(literal ? value : JsonText.quoted(value));
        form.append(form.isEmpty() ? "" : "&")
                .append(UrlText.encode(name))
                .append('=')
                .append(UrlText.encode(value));
    }
}
