package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expands the words of one command as far as they are known before it runs. Not safe for use by threads. */
final class Expansion {

    private static final int MOST = 4_000;

    /** What a field costs beside its characters. */
    private static final int FIELD = 8;

    private final Walk walk;
    private final Shell shell;
    private final boolean unset;
    private final Map<Part, String> outputs;

    private StringBuilder text = new StringBuilder(0);
    private boolean known = true;
    private boolean started;

    Expansion(Walk walk, Shell shell) {
        this(walk, shell, false, new IdentityHashMap<>(2));
    }

    private Expansion(Walk walk, Shell shell, boolean unset, Map<Part, String> outputs) {
        this.walk = walk;
        this.shell = shell;
        this.unset = unset;
        this.outputs = outputs;
    }

    /** The same, with all that is unknown taken for never assigned. */
    Expansion withUnset() {
        return new Expansion(walk, shell, true, outputs);
    }

    boolean isUnset() {
        return unset;
    }

    Shell shell() {
        return shell;
    }

    /** Adds the fields that a word expands to. */
    void fields(RawWord word, List<Word> out) {
        if (word.plain() != null) {
            out.add(Word.of(word.plain()));
            return;
        }
        for (Part part : word.parts()) {
            expand(part, out, true);
        }
        finish(out);
    }

    /** Expands a word that is not split: a value, a file name, a here-document. */
    Word one(RawWord word) {
        if (word.plain() != null) {
            return Word.of(word.plain());
        }
        StringBuilder outerText = text;
        boolean outerKnown = known;
        boolean outerStarted = started;
        text = new StringBuilder();
        known = true;
        List<Word> out = new ArrayList<>(1);
        for (Part part : word.parts()) {
            expand(part, out, false);
        }
        Word result = new Word(text.toString(), known);
        text = outerText;
        known = outerKnown;
        started = outerStarted;
        return result;
    }

    private void expand(Part part, List<Word> out, boolean split) {
        if (part instanceof Part.Text plain) {
            append(plain.text());
            started = true;
        } else if (part instanceof Part.Parameter parameter) {
            List<Word> values = Parameters.values(parameter, this);
            boolean quoted = parameter.quoted() || !split;
            add(values, parameter.raw(), quoted, split, out);
        } else if (part instanceof Part.Substitution substitution) {
            String output = output(substitution, substitution.body());
            Word word = output == null ? null : Word.of(trimmed(output));
            add(word == null ? null : List.of(word), substitution.raw(), substitution.quoted() || !split, split, out);
        } else if (part instanceof Part.Pipe pipe) {
            text.append(pipe(pipe));
            started = true;
        } else if (part instanceof Part.Arithmetic arithmetic) {
            List<Word> ignored = new ArrayList<>();
            for (Part inner : arithmetic.inside()) {
                one(new RawWord("", null, List.of(inner), false));
            }
            add(null, arithmetic.raw(), true, split, ignored);
        }
    }

    private void add(@Nullable List<Word> values, String raw, boolean quoted, boolean split, List<Word> out) {
        if (values == null) {
            if (!unset) {
                append(raw);
                known = false;
                started = true;
            } else {
                started |= quoted;
            }
            return;
        }
        started |= quoted && values.size() == 1;
        for (int i = 0; i < values.size(); i++) {
            Word value = values.get(i);
            if (!counts(FIELD)) {
                known = false;
                return;
            }
            if (i > 0 && split && out.size() < MOST) {
                finish(out);
            } else if (i > 0) {
                text.append(' ');
            }
            known &= value.known();
            if (quoted) {
                append(value.text());
                started = true;
            } else {
                split(value.text(), out);
            }
        }
    }

    private void split(String value, List<Word> out) {
        if (!counts(value.length())) {
            known = false;
            return;
        }
        String separators = separators();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (separators.indexOf(c) >= 0 && out.size() < MOST) {
                finish(out);
            } else {
                text.append(c);
                started = true;
            }
        }
    }

    /** Adds to the field that is put together; what is too long is not known any more. */
    private void append(String piece) {
        if (!counts(piece.length())) {
            known = false;
        } else if (text.length() + piece.length() > TextTools.LONGEST) {
            known = false;
            walk.reading().unknown("shell:unknown", "", "", "a word longer than " + TextTools.LONGEST + " characters");
        } else {
            text.append(piece);
        }
    }

    /** Counts text that is looked at or put together; false if there was too much of it. */
    boolean counts(int length) {
        return walk.reading().expands(length);
    }

    private String separators() {
        Shell.Value assigned = shell.variable("IFS");
        if (assigned == null) {
            return " \t\n";
        }
        if (assigned.elements() == null) {
            known = false;
            return " \t\n";
        }
        return assigned.elements().isEmpty() ? "" : assigned.elements().get(0).text();
    }

    private void finish(List<Word> out) {
        if (started || !text.isEmpty()) {
            out.add(new Word(text.toString(), known));
            text.setLength(0);
        }
        known = true;
        started = false;
    }

    private @Nullable String output(Part part, Node body) {
        if (!outputs.containsKey(part)) {
            StringBuilder outerText = text;
            text = new StringBuilder();
            outputs.put(part, walk.output(body, shell));
            text = outerText;
        }
        return outputs.get(part);
    }

    private String pipe(Part.Pipe pipe) {
        if (!outputs.containsKey(pipe)) {
            String name = walk.pipeName();
            if (pipe.output()) {
                walk.run(pipe.body(), shell.child(), new Word("", false), false);
            } else {
                String content = walk.output(pipe.body(), shell);
                if (content != null) {
                    shell.wrote(name, content, false);
                }
            }
            outputs.put(pipe, name);
        }
        String name = outputs.get(pipe);
        return name == null ? "" : name;
    }

    private static String trimmed(String output) {
        int end = output.length();
        while (end > 0 && output.charAt(end - 1) == '\n') {
            end--;
        }
        return output.substring(0, end);
    }
}
