package dev.agentguard.effect.shell;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks through code that is given to an interpreter for calls that change something. Not safe for use by threads. */
final class InlineCode {

    private static final Set<String> OF_FRAMES = Set.of("columns", "axis", "index", "labels", "level", "inplace");

    /** What looking at a token costs, in characters. */
    private static final int PER_TOKEN = 4;

    private final CodeLanguage language;
    private final CodeReader reader;
    private final Reading reading;
    private final Shell shell;
    private final String place;
    private final Map<String, Word> variables = new HashMap<>(4);
    private final Map<String, String> renamed = new HashMap<>(2);
    private List<CodeToken> tokens = List.of();
    private @Nullable Boolean filled;

    InlineCode(CodeLanguage language, CodeReader reader, Reading reading, Shell shell, String place) {
        this.language = language;
        this.reader = reader;
        this.reading = reading;
        this.shell = shell;
        this.place = place;
    }

    void read(String text) {
        CodeLexer lexer = new CodeLexer(text, language);
        tokens = lexer.tokens();
        if (!lexer.isWhole()) {
            unknown("the code is longer than what is read of it");
        }
        int i = 0;
        while (i < tokens.size() && !reading.isStopped()) {
            i = at(i);
        }
        for (String inner : lexer.inner()) {
            if (reading.text(inner.length()) && reading.descend()) {
                new InlineCode(language, reader, reading, shell, place).read(inner);
                reading.ascend();
            }
        }
    }

    /** Looks at one token; returns where to go on. */
    private int at(int i) {
        CodeToken token = tokens.get(i);
        if (token.kind() == CodeToken.Kind.COMMAND) {
            reader.shell(new Word(token.text(), token.known()), shell, null);
            return i + 1;
        }
        if (token.isString()) {
            mentioned(i, token.text());
            return i + 1;
        }
        if (!token.isName()) {
            computed(i);
            return i + 1;
        }
        StringBuilder receiver = new StringBuilder();
        String name = renamed.getOrDefault(token.text(), token.text());
        int next = i + 1;
        if (isLoading(name)
                && i + 5 < tokens.size()
                && tokens.get(i + 2).isString()
                && tokens.get(i + 4).is(".")) {
            name = tokens.get(i + 2).text();
            name = name.startsWith("node:") ? name.substring(5) : name;
            next = i + 4;
        }
        while (next + 1 < tokens.size()
                && tokens.get(next).is(".")
                && tokens.get(next + 1).isName()) {
            receiver.append(receiver.isEmpty() ? "" : ".").append(name);
            name = tokens.get(next + 1).text();
            next += 2;
        }
        if (receiver.isEmpty() && i > 0 && tokens.get(i - 1).is(".")) {
            receiver.append("()"); // called on what another call gave
        }
        remember(i, next, name);
        call(receiver.toString(), name, next);
        return next;
    }

    /** Functions that give the library whose name they are called with. */
    private static boolean isLoading(String name) {
        return name.equals("require") || name.equals("__import__") || name.equals("import_module");
    }

    private void remember(int start, int next, String name) {
        if (next < tokens.size()
                && tokens.get(next).is("=")
                && !(next + 1 < tokens.size() && tokens.get(next + 1).is("="))) {
            int end = next + 1;
            int depth = 0;
            while (end < tokens.size() && (depth > 0 || !tokens.get(end).is(";"))) {
                depth += tokens.get(end).is("(") || tokens.get(end).is("[") ? 1 : 0;
                depth -= tokens.get(end).is(")") || tokens.get(end).is("]") ? 1 : 0;
                if (depth < 0) {
                    break;
                }
                end++;
            }
            if (!looks(end - next)) {
                return;
            }
            Word value = CodeValue.text(tokens.subList(next + 1, end), variables);
            variables.put(name, variables.containsKey(name) ? new Word("$value", false) : value);
        }
        if (language.isScript()
                && next + 1 < tokens.size()
                && tokens.get(next).is(":")
                && tokens.get(next + 1).isName()
                && isDestructured(next + 2)) {
            renamed.put(tokens.get(next + 1).text(), name);
        }
        boolean as = name.equals("as")
                && start > 0
                && next < tokens.size()
                && tokens.get(next).isName();
        if (as && tokens.get(start - 1).isName()) {
            renamed.put(tokens.get(next).text(), tokens.get(start - 1).text());
        }
    }

    /** {@code const {exec: run} = …}: whether the braces in which this stands are assigned to. */
    private boolean isDestructured(int from) {
        for (int i = from; i + 1 < Math.min(tokens.size(), from + 40); i++) {
            if (tokens.get(i).is("}")) {
                return tokens.get(i + 1).is("=");
            }
        }
        return false;
    }

    private void call(String receiver, String name, int next) {
        boolean parenthesis = next < tokens.size() && tokens.get(next).is("(");
        CodeAct act = CodeNames.of(language, receiver, name);
        if (!parenthesis && !isCommandCall(receiver, act, next)) {
            if (CodeNames.alwaysDestroys(language, name) && !isImported(next)) {
                destroys(receiver, name);
            }
            return;
        }
        List<CodeToken> inside = parenthesis ? inParentheses(next) : toEnd(next);
        if (!looks(inside.size())) {
            return;
        }
        List<List<CodeToken>> arguments = CodeValue.split(inside);
        act(isOfFrame(name, arguments) ? CodeAct.READS : act, receiver, name, arguments);
    }

    /** {@code drop(columns=[…])} of a data frame gives another frame; what a database drops has no columns there. */
    private boolean isOfFrame(String name, List<List<CodeToken>> arguments) {
        return language == CodeLanguage.PYTHON
                && name.equals("drop")
                && arguments.stream()
                        .anyMatch(argument -> argument.size() > 2
                                && OF_FRAMES.contains(argument.get(0).text())
                                && argument.get(1).is("="));
    }

    /** In languages that call without parentheses: what stands behind the name begins an argument, or nothing does. */
    private boolean isCommandCall(String receiver, CodeAct act, int next) {
        if (act == CodeAct.READS) {
            return false;
        }
        if (language == CodeLanguage.RUBY && !receiver.isEmpty()) {
            return next >= tokens.size() || !tokens.get(next).is("=");
        }
        if (!language.callsWithoutParentheses() || next >= tokens.size()) {
            return false;
        }
        CodeToken token = tokens.get(next);
        return token.isString()
                || token.kind() == CodeToken.Kind.COMMAND
                || (token.isName() && language == CodeLanguage.PERL)
                || token.is("$")
                || token.is("@")
                || token.is("<")
                || (token.is("[") && act == CodeAct.RUNS);
    }

    /** {@code from os import unlink}, {@code const {unlinkSync} = require}: named, not used. */
    private boolean isImported(int next) {
        if (language == CodeLanguage.PYTHON) {
            for (int i = next - 1; i >= 0 && !tokens.get(i).is(";") && looks(1); i--) {
                if (tokens.get(i).isName() && tokens.get(i).text().equals("import")) {
                    return true;
                }
            }
            return false;
        }
        return (language.isScript()
                        && next < tokens.size()
                        && (tokens.get(next).is("}") || tokens.get(next).is(",")))
                || (next < tokens.size() && tokens.get(next).is("="));
    }

    /** Counts tokens that are looked at once more; false if there were too many. */
    private boolean looks(int count) {
        return reading.expands(count * PER_TOKEN);
    }

    private List<CodeToken> inParentheses(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : 0;
            depth -= tokens.get(i).is(")") ? 1 : 0;
            if (depth == 0) {
                return tokens.subList(open + 1, i);
            }
        }
        return tokens.subList(open + 1, tokens.size());
    }

    private List<CodeToken> toEnd(int start) {
        int end = start;
        while (end < tokens.size()
                && !tokens.get(end).is(";")
                && !tokens.get(end).is("}")) {
            end++;
        }
        return tokens.subList(Math.min(start, end), end);
    }

    private void act(CodeAct act, String receiver, String name, List<List<CodeToken>> arguments) {
        switch (act) {
            case DESTROYS -> destroys(receiver, name);
            case TRASHES -> effect(name, Reversibility.RECOVERABLE, "moves to the trash");
            case WRITES -> effect(name, Reversibility.REVERSIBLE, "`" + name + "` changes something");
            case MAILS -> effect(name, Reversibility.IRREVERSIBLE, "sends a message");
            case OPAQUE -> unknown("what `" + name + "` does cannot be told");
            case OPENS -> opens(arguments);
            case RUNS -> runs(arguments);
            case EVALUATES -> evaluates(arguments);
            case QUERIES -> queries(name, arguments);
            case SENDS -> new CodeRequest(reader, variables).send(name, arguments);
            case FETCHES -> new CodeRequest(reader, variables).fetch(arguments);
            case READS -> dynamic(name, arguments);
        }
    }

    private void destroys(String receiver, String name) {
        String path = receiver.isEmpty() || receiver.equals("()") ? name : receiver + "." + name;
        effect(name, Reversibility.IRREVERSIBLE, "`" + path + "` deletes");
    }

    private void opens(List<List<CodeToken>> arguments) {
        StringBuilder modes = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            Word text = CodeValue.text(arguments.get(i), variables);
            String value = text.text();
            if (i > 0 || value.startsWith(">") || value.startsWith("|")) {
                modes.append(value.length() <= 8 || value.startsWith(">") ? value : "");
            }
            if (language == CodeLanguage.PERL && (value.endsWith("|") || value.startsWith("|") || value.equals("-|"))) {
                unknown("opens a pipe to a program");
            }
        }
        String mode = modes.toString();
        boolean truncates = mode.indexOf('w') >= 0 || (mode.startsWith(">") && !mode.startsWith(">>"));
        boolean writes = truncates
                || mode.indexOf('a') >= 0
                || mode.indexOf('+') >= 0
                || mode.indexOf('x') >= 0
                || mode.startsWith(">");
        if (truncates && !fills()) {
            effect("open", Reversibility.IRREVERSIBLE, "empties a file");
        } else if (writes) {
            effect("open", Reversibility.REVERSIBLE, "writes a file");
        }
    }

    /** Whether anything is written into what was opened. */
    private boolean fills() {
        if (filled == null) {
            filled = writesSomething();
        }
        return filled;
    }

    private boolean writesSomething() {
        for (CodeToken token : tokens) {
            String text = token.isName() ? token.text() : "";
            if (text.startsWith("write")
                    || text.startsWith("dump")
                    || text.startsWith("print")
                    || text.startsWith("put")
                    || text.equals("fwrite")
                    || text.equals("file")
                    || text.startsWith("copyfileobj")
                    || text.startsWith("save")) {
                return true;
            }
        }
        return false;
    }

    private void runs(List<List<CodeToken>> arguments) {
        if (arguments.isEmpty()) {
            return;
        }
        List<Word> list = CodeValue.list(arguments.get(0), variables);
        if (list == null && arguments.size() > 1 && isArgument(arguments.get(1))) {
            list = joined(arguments);
        }
        if (list != null && !list.isEmpty()) {
            reader.process(list, shell);
            return;
        }
        reader.shell(CodeValue.text(arguments.get(0), variables), shell, null);
    }

    private static boolean isArgument(List<CodeToken> tokens) {
        return !tokens.isEmpty() && (tokens.get(0).isString() || tokens.get(0).is("["));
    }

    /** {@code execl("rm", "rm", "-rf", x)}, {@code spawn("rm", ["-rf", x])}, {@code system "rm", "-rf", x}. */
    private List<Word> joined(List<List<CodeToken>> arguments) {
        List<Word> all = new ArrayList<>();
        for (List<CodeToken> argument : arguments) {
            List<Word> list = CodeValue.list(argument, variables);
            if (list != null) {
                all.addAll(list);
            } else if (argument.isEmpty() || !argument.get(0).is("{")) {
                all.add(CodeValue.text(argument, variables));
            }
        }
        return all;
    }

    private void evaluates(List<List<CodeToken>> arguments) {
        if (arguments.isEmpty()
                || (!arguments.get(0).isEmpty() && arguments.get(0).get(0).is("{"))) {
            return;
        }
        Word text = CodeValue.text(arguments.get(arguments.size() - 1), variables);
        if (text.known() && reading.text(text.text().length()) && reading.descend()) {
            new InlineCode(language, reader, reading, shell, place).read(text.text());
            reading.ascend();
        } else {
            unknown("runs code that is only known when it runs");
        }
    }

    private void queries(String name, List<List<CodeToken>> arguments) {
        Word text = arguments.isEmpty() ? new Word("", false) : CodeValue.text(arguments.get(0), variables);
        if (!SqlText.isSql(text.text()) && arguments.size() > 1) {
            text = CodeValue.text(arguments.get(1), variables);
        }
        if (SqlText.isSql(text.text())) {
            reader.sql(text);
        } else if (name.startsWith("execute") || name.startsWith("$execute")) {
            unknown("runs SQL that is only known when it runs");
        }
    }

    /** Functions by which others are looked up. */
    private void dynamic(String name, List<List<CodeToken>> arguments) {
        if (name.equals("getattr") && arguments.size() > 1) {
            Word attribute = CodeValue.text(arguments.get(1), variables);
            if (!attribute.known()) {
                unknown("looks up a function whose name is only known when it runs");
            } else if (CodeNames.of(language, written(arguments.get(0)), attribute.text()) != CodeAct.READS) {
                unknown("looks up `" + attribute.text() + "` by its name");
            }
        }
    }

    /** Names and the points between them, as they are written. */
    private static String written(List<CodeToken> tokens) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(8, tokens.size()); i++) {
            text.append(tokens.get(i).text());
        }
        return text.toString();
    }

    /** A function's name as text is using it where the language calls functions by their names. */
    private void mentioned(int i, String text) {
        boolean indexed = i > 0
                && tokens.get(i - 1).is("[")
                && i + 1 < tokens.size()
                && tokens.get(i + 1).is("]");
        boolean handed =
                language == CodeLanguage.PHP && i > 0 && tokens.get(i - 1).is("(");
        boolean called = indexed && i + 2 < tokens.size() && tokens.get(i + 2).is("(");
        if ((called || handed) && CodeNames.of(language, "fs", text) == CodeAct.DESTROYS) {
            destroys("", text);
        } else if (called && CodeNames.of(language, "child_process", text) != CodeAct.READS) {
            unknown("calls `" + text + "` by its name");
        }
    }

    /** {@code x[y](…)}: what is called is computed. */
    private void computed(int i) {
        boolean call = i > 1
                && tokens.get(i).is("]")
                && i + 1 < tokens.size()
                && tokens.get(i + 1).is("(");
        boolean plain = i > 1
                && tokens.get(i - 2).is("[")
                && (tokens.get(i - 1).isString() || tokens.get(i - 1).kind() == CodeToken.Kind.NUMBER);
        if (call && !plain) {
            unknown("calls a function whose name is only known when it runs");
        }
    }

    private void effect(String name, Reversibility reversibility, String reason) {
        String operation = (language == CodeLanguage.MONGO ? "mongo:" : "code:") + name;
        reading.add(Effect.of(operation, new Evidence(reading.place(place), name))
                .reversibility(reversibility, reason)
                .build());
    }

    private void unknown(String reason) {
        reading.unknown("code:unknown", place, "", reason);
    }
}
