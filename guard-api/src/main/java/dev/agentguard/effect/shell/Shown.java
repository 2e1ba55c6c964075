package dev.agentguard.effect.shell;

import dev.agentguard.effect.SecretOptions;
import dev.agentguard.effect.ShownValue;
import dev.agentguard.effect.Word;
import java.util.List;

/** Commands as evidence shows them: enough to recognise them, without what may be a secret. */
final class Shown {

    private static final int WORDS = 8;
    private static final int LONGEST = 60;

    private Shown() {}

    static String words(List<Word> words) {
        StringBuilder out = new StringBuilder(64);
        boolean hide = false;
        String program = words.isEmpty() ? "" : words.get(0).text();
        boolean signsIn = false;
        for (int i = 0; i < words.size(); i++) {
            if (i == WORDS) {
                return out.append(" …").toString();
            }
            String text = words.get(i).text();
            boolean holds = i > 0 && SecretOptions.holdsSecret(program, text);
            String shown = holds ? text.substring(0, 2) + "…" : i == 0 ? shortened(text) : word(text);
            out.append(i == 0 ? "" : " ").append(hide ? "…" : shown);
            signsIn |= text.equals("login");
            hide = SecretOptions.takesSecret(program, text, signsIn)
                    || (text.length() > 1 && text.charAt(0) == '-' && takesSecret(text));
        }
        return out.toString();
    }

    private static boolean takesSecret(String option) {
        return (option.length() > 2 && ShownValue.looksSecret(option))
                || option.equals("-p")
                || option.equals("-u")
                || option.equals("-H")
                || option.equals("--header")
                || option.equals("--user");
    }

    private static String word(String text) {
        int equals = text.indexOf('=');
        if (equals > 0 && ShownValue.looksSecret(text.substring(0, equals))) {
            return text.substring(0, equals + 1) + "…";
        }
        if (text.startsWith("-p") && text.length() > 2 && !text.startsWith("-print")) {
            return "-p…";
        }
        int at = text.indexOf('@');
        int scheme = text.indexOf("://");
        if (scheme >= 0 && at > scheme) {
            return text.substring(0, scheme + 3) + "…" + shortened(text.substring(at));
        }
        if ((text.indexOf(": ") > 0 && text.length() > 20) || (text.length() > 15 && ShownValue.isSecret(text))) {
            return "…";
        }
        return shortened(text);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
