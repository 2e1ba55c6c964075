package dev.agentguard.rules.prose;

import java.text.Normalizer;

/** Letters that look alike made alike: wide forms, typographic quotes and dashes, blanks of all kinds. */
final class Typography {

    private Typography() {}

    /** Code keeps its marks; blanks and what cannot be seen do not matter in it. */
    static String code(String text) {
        StringBuilder code = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hidden =
                    c == '\u200B' || c == '\u200C' || c == '\u200D' || c == '\u2060' || c == '\uFEFF' || c == '\u00AD';
            if (!hidden) {
                code.append(c == '\u2010' || c == '\u2011' ? '-' : Character.isSpaceChar(c) ? ' ' : c);
            }
        }
        return code.toString();
    }

    static String plain(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length() && ascii; i++) {
            ascii = text.charAt(i) < 128;
        }
        if (ascii) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        for (int i = 0; i < normal.length(); i++) {
            char c = normal.charAt(i);
            switch (c) {
                case '\u2018', '\u2019', '\u201B', '\u02BC', '\u00B4' -> plain.append('\'');
                case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB' -> plain.append('"');
                case '\u2010', '\u2011', '\u2012', '\u2212' -> plain.append('-');
                case '\u2013', '\u2014', '\u2015' -> plain.append(" — ");
                case '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD' -> {}
                default -> plain.append(Character.isSpaceChar(c) ? ' ' : c);
            }
        }
        return plain.toString();
    }
}
