package dev.agentguard.scope;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.SecretOptions;
import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The credentials and logins among a program's arguments and in what it is given to read. Not safe for use by threads. */
final class CommandCredentials {

    /** Their requests are read as requests. */
    private static final Set<String> SENDERS =
            Set.of("curl", "curlie", "tiny-curl", "wget", "wget2", "http", "https", "xh", "xhs");

    private final Command command;
    private final List<Word> arguments;
    private final CredentialForms forms;

    CommandCredentials(Command command, CredentialForms forms) {
        this.command = command;
        this.arguments = command.arguments();
        this.forms = forms;
    }

    void read() {
        if (SENDERS.contains(command.program())) {
            return;
        }
        boolean signsIn = has("login");
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            boolean next = i + 1 < arguments.size();
            if (next
                    && !arguments.get(i + 1).text().startsWith("-")
                    && SecretOptions.takesSecret(command.program(), text, signsIn)) {
                secret(arguments.get(i + 1).text(), "option " + text);
            } else if (SecretOptions.holdsSecret(command.program(), text)) {
                secret(text.substring(2), "option " + text.substring(0, 2));
            } else {
                argument(text, i, next);
            }
        }
        operands();
        input();
        DatabaseLogin.read(command, forms);
    }

    private void argument(String text, int i, boolean next) {
        if (text.length() > 1 && text.charAt(0) == '-' && text.indexOf('=') < 0 && text.indexOf(':') < 0) {
            if (next && SecretName.test(text) && !arguments.get(i + 1).text().startsWith("-")) {
                secret(arguments.get(i + 1).text(), "option " + Shown.text(text));
            }
            return;
        }
        assigned(text, text.startsWith("-") ? "option " : "argument ");
        header(text);
        address(text, "argument", forms);
        keyAndValue(text, i);
    }

    /** {@code --token=x}, {@code API_KEY=x}, {@code --from-literal=password=x}, {@code //host/:_authToken=x}. */
    private void assigned(String text, String what) {
        int from = 0;
        for (int part = 0; part < 4; part++) {
            int equals = text.indexOf('=', from);
            if (equals < 0) {
                return;
            }
            String name = text.substring(from, equals);
            name = name.substring(name.lastIndexOf(',') + 1);
            if (SecretName.test(name) || SecretName.isKeyId(name)) {
                secret(text.substring(equals + 1), what + Shown.text(name.replaceFirst("^-+", "")));
                return;
            }
            from = equals + 1;
        }
    }

    /** {@code -H "Authorization: Bearer x"}, {@code -c http.extraheader="Authorization: Basic x"}. */
    private void header(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || text.startsWith("//", colon + 1)) {
            return;
        }
        String name = text.substring(0, colon);
        name = name.substring(Math.max(name.lastIndexOf('='), name.lastIndexOf(' ')) + 1);
        if (!name.isEmpty() && name.indexOf('/') < 0) {
            CredentialReader.header(name, text.substring(colon + 1).strip(), forms);
        }
    }

    /** {@code aws configure set aws_secret_access_key x}. */
    private void keyAndValue(String text, int i) {
        boolean set = i > 0
                && i + 1 < arguments.size()
                && arguments.get(i - 1).text().toLowerCase(Locale.ROOT).endsWith("set")
                && (SecretName.test(text) || SecretName.isKeyId(text));
        if (set) {
            secret(arguments.get(i + 1).text(), "argument " + Shown.text(text));
        }
    }

    /** {@code vault login x}. */
    private void operands() {
        if (command.program().equals("vault")
                && !arguments.isEmpty()
                && arguments.get(0).text().equals("login")) {
            for (Word word : arguments.subList(1, arguments.size())) {
                if (!word.text().startsWith("-") && word.text().indexOf('=') < 0) {
                    secret(word.text(), "argument of login");
                }
            }
        }
    }

    /** {@code echo x | docker login --password-stdin}. */
    private void input() {
        Word input = command.input();
        if (input == null || !input.known()) {
            return;
        }
        boolean secret = has("--with-token") || (command.program().equals("vault") && has("login"));
        for (Word argument : arguments) {
            secret |= argument.text().endsWith("-stdin") || argument.text().equals("--password-stdin");
        }
        if (secret) {
            secret(input.text().strip(), "standard input");
        }
    }

    private boolean has(String word) {
        return arguments.stream().anyMatch(argument -> argument.text().equals(word));
    }

    /** What may be a secret in a text that is only known when it runs: {@code $(echo x)}. */
    static void pieces(String text, String where, CredentialForms forms) {
        String place = forms.place(where);
        TokenRuns.forEach(text, run -> {
            if (looksLikeKey(run)) {
                forms.add(run, place);
            }
        });
    }

    private static boolean looksLikeKey(String run) {
        boolean letter = false;
        boolean digit = false;
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            letter |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            digit |= c >= '0' && c <= '9';
            if ("./:$~*".indexOf(c) >= 0) {
                return false;
            }
        }
        return letter && digit;
    }

    private void secret(String value, String where) {
        if (value.startsWith("$") || value.startsWith("`")) {
            pieces(value, where, forms);
        } else if (!value.isEmpty()) {
            String place = forms.place(where);
            forms.add(value, place);
            JsonWebToken.read(value, place, forms);
        }
    }

    /** {@code postgresql://user:password@host/db}, {@code jdbc:mysql://host/db?user=u&password=p}. */
    static void address(String text, String where, CredentialForms forms) {
        int scheme = text.indexOf("://");
        if (scheme <= 0 || scheme > 40 || text.length() > CredentialForms.LONGEST) {
            return;
        }
        int start = Math.max(text.lastIndexOf('=', scheme), text.lastIndexOf(' ', scheme)) + 1;
        String url = text.substring(start);
        CredentialReader.url(url, forms);
        DatabaseLogin.url(url, where, forms);
    }
}
