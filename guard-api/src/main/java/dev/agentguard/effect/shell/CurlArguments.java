package dev.agentguard.effect.shell;

import dev.agentguard.action.Body;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads curl's arguments. Not safe for use by threads. */
final class CurlArguments {

    private final Requests requests;
    private final Shell shell;
    private final @Nullable Word input;

    private final List<Word> urls = new ArrayList<>(1);
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Word> outputs = new ArrayList<>(0);
    private @Nullable Word method;
    private @Nullable StringBuilder data;
    private @Nullable FormBody form;
    private @Nullable String unread;
    private boolean dataKnown = true;
    private boolean get;
    private boolean head;
    private boolean upload;
    private boolean remoteName;
    private int files;

    CurlArguments(Requests requests, Shell shell, @Nullable Word input) {
        this.requests = requests;
        this.shell = shell;
        this.input = input;
    }

    void read(List<Word> arguments) {
        boolean options = true;
        for (int i = 0; i < arguments.size(); i++) {
            Word word = arguments.get(i);
            String text = word.text();
            if (!options || text.length() < 2 || text.charAt(0) != '-') {
                urls.add(word);
            } else if (text.equals("--")) {
                options = false;
            } else if (text.startsWith("--")) {
                int equals = text.indexOf('=');
                String name = CurlOptions.longName(equals < 0 ? text : text.substring(0, equals));
                if (equals > 0) {
                    option(name, new Word(text.substring(equals + 1), word.known()));
                    continue;
                }
                boolean value = CurlOptions.takesValue(name);
                option(name, value && i + 1 < arguments.size() ? arguments.get(i + 1) : null);
                i += value ? 1 : 0;
            } else {
                i += cluster(word, i + 1 < arguments.size() ? arguments.get(i + 1) : null);
            }
        }
        send();
    }

    /** Options of one letter, of which the last may be followed by its value; returns whether the next word was used. */
    private int cluster(Word word, @Nullable Word next) {
        String text = word.text();
        for (int i = 1; i < text.length(); i++) {
            String name = CurlOptions.shortName(text.charAt(i));
            if (!CurlOptions.takesValue(name)) {
                option(name, null);
            } else if (i + 1 < text.length()) {
                option(name, new Word(text.substring(i + 1), word.known()));
                return 0;
            } else {
                option(name, next);
                return 1;
            }
        }
        return 0;
    }

    private void option(String name, @Nullable Word value) {
        switch (name) {
            case "request" -> method = value;
            case "get" -> get = true;
            case "head" -> head = true;
            case "next" -> send();
            case "remote-name", "remote-name-all" -> remoteName = true;
            default -> {
                if (value != null) {
                    valued(name, value);
                }
            }
        }
    }

    private void valued(String name, Word value) {
        switch (name) {
            case "url" -> urls.add(value);
            case "header" -> header(value.text());
            case "user" -> header("Authorization: " + Requests.basic(value.text()));
            case "oauth2-bearer" -> header("Authorization: Bearer " + value.text());
            case "cookie" -> cookie(value.text());
            case "data", "data-ascii", "data-binary" ->
                data(value.text().startsWith("@") ? file(value, 1) : value, "&");
            case "data-raw" -> data(value, "&");
            case "data-urlencode" -> urlEncoded(value);
            case "json" -> json(value);
            case "form", "form-string" -> form(value, name.equals("form"));
            case "upload-file" -> {
                upload = true;
                unread = "the file that is uploaded was not read";
            }
            case "output" -> outputs.add(value);
            case "config" -> config(value);
            case "connect-to" -> route(value, CurlRoute.connected(value.text()));
            case "resolve" -> route(value, CurlRoute.resolved(value.text()));
            case "quote", "prequote", "postquote" -> quote(value);
            default -> {}
        }
    }

    private void route(Word value, List<String> hosts) {
        if (!value.known()) {
            requests.unknown("connects to a host that is not known before");
        }
        hosts.forEach(host -> header("Host: " + host));
    }

    private void header(String text) {
        int colon = text.indexOf(':');
        if (colon > 0) {
            headers.computeIfAbsent(text.substring(0, colon).strip(), unused -> new ArrayList<>(1))
                    .add(text.substring(colon + 1).strip());
        }
    }

    /** Without an equals sign it names a file. */
    private void cookie(String text) {
        if (text.indexOf('=') > 0) {
            header("Cookie: " + text);
        }
    }

    private void data(@Nullable Word value, String separator) {
        if (data == null) {
            data = new StringBuilder();
        }
        if (value == null) {
            unread = "the file that is sent was not read";
            return;
        }
        data.append(data.isEmpty() ? "" : separator).append(value.text());
        dataKnown &= value.known();
    }

    private void urlEncoded(Word value) {
        String text = value.text();
        int equals = text.indexOf('=');
        int at = text.indexOf('@');
        if (at >= 0 && (equals < 0 || at < equals)) {
            data(null, "&");
            return;
        }
        String name = equals > 0 ? text.substring(0, equals + 1) : "";
        String content = equals >= 0 ? text.substring(equals + 1) : text;
        data(new Word(name + UrlText.encode(content), value.known()), "&");
    }

    private void json(Word value) {
        headers.putIfAbsent("Content-Type", new ArrayList<>(List.of("application/json")));
        data(value.text().startsWith("@") ? file(value, 1) : value, "");
    }

    private void form(Word value, boolean mayBeFile) {
        if (form == null) {
            form = new FormBody();
        }
        form.add(value.text(), mayBeFile);
    }

    private @Nullable Word file(Word value, int from) {
        String path = value.text().substring(from);
        if (path.equals("-") || path.equals("/dev/stdin")) {
            return input == null || !input.known() ? null : input;
        }
        String content = value.known() ? shell.content(path) : null;
        return content == null ? null : Word.of(content);
    }

    private void config(Word value) {
        Word content = value.text().equals("-") ? input : file(value, 0);
        if (content == null || !content.known() || files++ > 4) {
            requests.unknown("takes its options from a file that was not read");
            return;
        }
        List<Word> words = CurlOptions.fromFile(content.text());
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i).text();
            option(name, CurlOptions.takesValue(name) ? words.get(i + 1) : null);
        }
    }

    private void quote(Word value) {
        String verb = value.text().toUpperCase(Locale.ROOT);
        if (verb.contains("DELE") || verb.contains("RMD") || verb.contains("RM ") || verb.contains("RMDIR")) {
            requests.effect("ftp:delete", Reversibility.IRREVERSIBLE, "deletes on the server");
        } else {
            requests.unknown("sends a command of its own to the server");
        }
    }

    private void send() {
        if (!urls.isEmpty() && remoteName) {
            requests.output(Word.of("."));
        }
        outputs.forEach(output -> {
            if (!output.text().equals("-")) {
                requests.output(output);
            }
        });
        for (Word url : urls) {
            String query = get && data != null ? (url.text().indexOf('?') < 0 ? "?" : "&") + data : "";
            requests.send(verb(), url.text() + query, headers, body());
        }
        urls.clear();
        headers.clear();
        outputs.clear();
        method = null;
        data = null;
        form = null;
        unread = null;
        dataKnown = true;
        get = false;
        head = false;
        upload = false;
        remoteName = false;
    }

    private String verb() {
        if (method != null) {
            return method.text();
        }
        if (head) {
            return "HEAD";
        }
        return upload ? "PUT" : !get && (data != null || form != null) ? "POST" : "GET";
    }

    private Body body() {
        if (form != null) {
            headers.putIfAbsent("Content-Type", new ArrayList<>(List.of(FormBody.TYPE)));
            return Body.of(form.text());
        }
        if (unread != null) {
            return Body.notInspected(unread);
        }
        if (data == null || get) {
            return Body.empty();
        }
        headers.putIfAbsent("Content-Type", new ArrayList<>(List.of("application/x-www-form-urlencoded")));
        return Requests.body(new Word(data.toString(), dataKnown), "");
    }
}
