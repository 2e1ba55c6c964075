package dev.agentguard.effect.shell;

import java.util.ArrayList;
import java.util.List;

/** Skips blanks, comments and line ends; at a line's end the here-documents that were announced on it are read. */
final class Blanks {

    private Blanks() {}

    /** Skips to the next word, operator or line end. */
    static void skip(Cursor in) {
        while (true) {
            char c = in.here();
            if (c == ' ' || c == '\t' || (c == '\r' && in.ahead(1) == '\n')) {
                in.at++;
            } else if (c == '\\' && in.ahead(1) == '\n') {
                in.at += 2;
            } else if (c == '\\' && in.ahead(1) == '\r' && in.ahead(2) == '\n') {
                in.at += 3;
            } else if (c == '#') {
                int end = in.text.indexOf('\n', in.at);
                in.at = end < 0 ? in.text.length() : end;
            } else {
                return;
            }
        }
    }

    /** Skips to the next word or operator. */
    static void skipLines(Cursor in) {
        while (true) {
            skip(in);
            if (in.here() != '\n') {
                return;
            }
            in.at++;
            readHereDocuments(in);
        }
    }

    /** Reads the bodies of the here-documents of the line that has just ended. */
    static void readHereDocuments(Cursor in) {
        if (in.pending.isEmpty()) {
            return;
        }
        List<Redirect> announced = new ArrayList<>(in.pending);
        in.pending.clear();
        for (Redirect redirect : announced) {
            redirect.body = body(in, redirect);
        }
    }

    private static RawWord body(Cursor in, Redirect redirect) {
        String delimiter = redirect.target.literal();
        if (delimiter == null) {
            delimiter = redirect.target.raw();
        }
        boolean strip = redirect.operator.equals("<<-");
        StringBuilder body = new StringBuilder();
        while (!in.atEnd()) {
            int end = in.text.indexOf('\n', in.at);
            int stop = end < 0 ? in.text.length() : end;
            int from = in.at;
            while (strip && from < stop && in.text.charAt(from) == '\t') {
                from++;
            }
            in.at = end < 0 ? stop : stop + 1;
            int last = stop > from && in.text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
            if (last - from == delimiter.length() && in.text.startsWith(delimiter, from)) {
                break;
            }
            if (end < 0 && in.text.startsWith(delimiter + ")", from)) {
                // $(cat <<EOF … EOF) closed on the delimiter's own line, which shells take with a warning
                in.at = from + delimiter.length();
                break;
            }
            body.append(in.text, from, stop).append('\n');
        }
        String text = body.toString();
        if (redirect.target.plain() == null || (text.indexOf('$') < 0 && text.indexOf('`') < 0)) {
            return new RawWord(text, null, List.of(new Part.Text(text, true)), false);
        }
        List<Part> parts = new ArrayList<>();
        Cursor inner = new Cursor(text, in.depth());
        if (inner.descend()) {
            new WordParser(inner).parts(parts, WordParser.End.TEXT);
        }
        if (inner.problem() != null) {
            in.problem(inner.problem());
        }
        return new RawWord(text, null, parts, false);
    }
}
