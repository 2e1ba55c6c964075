package dev.agentguard.rules.prose;

/** What stands for something else in code: "`rm <file>`", "`git push …`". */
final class Placeholders {

    static final String ANY = "ANYTHING";

    private Placeholders() {}

    /** Replaces what stands for something else by a word, and leaves out what stands for more of the same. */
    static String filled(String text) {
        StringBuilder line = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '[' || c == '{') {
                if (depth++ == 0) {
                    line.append(ANY);
                }
            } else if ((c == '>' || c == ']' || c == '}') && depth > 0) {
                depth--;
            } else if (depth == 0 && c != '…') {
                line.append(c);
            }
        }
        return line.toString().replace("/...", "/" + ANY).replace("...", "").strip();
    }
}
