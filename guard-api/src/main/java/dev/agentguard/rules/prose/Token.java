package dev.agentguard.rules.prose;

/**
 * A word, a mark or a code span of a sentence.
 *
 * @param text as written
 * @param word in lower case, typographic apostrophes replaced; the text itself for marks and code
 * @param type what it is
 * @param line the line it stands in, from 1
 * @param before what stands between it and the token before: a blank, a hyphen or nothing
 */
record Token(String text, String word, Type type, int line, String before) {

    enum Type {
        WORD,
        MARK,
        CODE,
        /** Words in quotation marks that are only spoken of. */
        QUOTE,
        /** What stands for something else, {@code <files>}. */
        PLACEHOLDER
    }

    boolean is(String expected) {
        return (type == Type.WORD || type == Type.MARK) && word.equals(expected);
    }

    boolean isCode() {
        return type == Type.CODE;
    }

    boolean isWord() {
        return type == Type.WORD;
    }
}
