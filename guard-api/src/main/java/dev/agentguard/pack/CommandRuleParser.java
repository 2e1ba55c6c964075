package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a pack says of one subcommand. */
final class CommandRuleParser {

    private static final List<String> KEYS = List.of(
            "class",
            "kind",
            "resource",
            "makes",
            "reach",
            "destroys-recovery",
            "reason",
            "instead",
            "cascades",
            "options",
            "read-only-with",
            "environment",
            "when",
            "runs",
            "code");

    /** What code may be written in; {@code other} is not read, and so never harmless. */
    private static final Set<String> LANGUAGES = Set.of(
            "sql",
            "shell",
            "shell-perhaps",
            "socket",
            "sed",
            "awk",
            "crontab",
            "redis",
            "powershell",
            "powershell-encoded",
            "cmd",
            "script",
            "python",
            "javascript",
            "typescript",
            "perl",
            "ruby",
            "php",
            "mongo",
            "influxql",
            "other");

    private CommandRuleParser() {}

    /** Reads a rule; one that is only a class stands for itself. */
    static CommandRule rule(CommandPath path, YamlNode node, String provider, List<String> moreKeys) {
        if (node.kind() == YamlNode.Kind.STRING) {
            Reversibility reversibility = node.oneOf(Reversibility.class);
            return new CommandRule(
                    path,
                    reversibility,
                    Kind.DATA,
                    null,
                    null,
                    Reach.ONE,
                    false,
                    reason(null, reversibility),
                    null,
                    List.of(),
                    OptionSyntax.USUAL,
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    List.of());
        }
        List<String> keys = new ArrayList<>(KEYS);
        keys.addAll(moreKeys);
        node.map(keys);
        YamlNode given = node.get("class");
        Reversibility reversibility = given == null ? null : given.oneOf(Reversibility.class);
        YamlNode kind = node.get("kind");
        YamlNode reach = node.get("reach");
        return new CommandRule(
                path,
                reversibility,
                kind == null ? Kind.DATA : kind.oneOf(Kind.class),
                target(node.get("resource")),
                makes(node.get("makes")),
                reach == null ? Reach.ONE : reach.oneOf(Reach.class),
                PackParser.flag(node.get("destroys-recovery")),
                reason(node.get("reason"), reversibility),
                PackParser.string(node.get("instead")),
                PackParser.strings(node.get("cascades")),
                options(node.get("options")),
                strings(node.get("read-only-with")),
                CommandPlace.parse(node.get("environment"), provider),
                cases(node.get("when"), reversibility == null ? Reversibility.READ_ONLY : reversibility),
                runs(node.get("runs")),
                code(node.get("code")));
    }

    private static String reason(@Nullable YamlNode node, @Nullable Reversibility reversibility) {
        if (node != null) {
            return node.string();
        }
        return reversibility == null
                ? "changes nothing"
                : switch (reversibility) {
                    case READ_ONLY -> "changes nothing";
                    case REVERSIBLE -> "the same caller can take it back";
                    case RECOVERABLE -> "takes away what is kept for a while";
                    case IRREVERSIBLE -> "destroys what the program cannot bring back";
                    case UNKNOWN -> "what it does depends on what cannot be read here";
                };
    }

    private static CommandRule.@Nullable Target target(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        if (node.kind() == YamlNode.Kind.STRING) {
            return new CommandRule.Target(node.string(), Integer.MAX_VALUE, List.of());
        }
        Map<String, YamlNode> entries = node.entries();
        if (entries.size() != 1) {
            throw node.expected("one kind of resource");
        }
        Map.Entry<String, YamlNode> only = entries.entrySet().iterator().next();
        return target(only.getKey(), only.getValue());
    }

    private static CommandRule.Target target(String type, YamlNode place) {
        if (place.kind() == YamlNode.Kind.NUMBER) {
            return new CommandRule.Target(type, place.integer(), List.of());
        }
        List<String> names = strings(place);
        if (names.equals(List.of("operands"))) {
            return new CommandRule.Target(type, 0, List.of());
        }
        if (names.equals(List.of("rest"))) {
            return new CommandRule.Target(type, CommandRule.Target.REST, List.of());
        }
        return names.equals(List.of("last"))
                ? new CommandRule.Target(type, -1, List.of())
                : new CommandRule.Target(type, 0, names);
    }

    /** Reads {@code {branch: 1, without: [-d]}}. */
    private static CommandRule.@Nullable Makes makes(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
            if (!entry.getKey().equals("without")) {
                return new CommandRule.Makes(target(entry.getKey(), entry.getValue()), strings(node.get("without")));
            }
        }
        throw node.expected("one kind of resource");
    }

    static OptionSyntax options(@Nullable YamlNode node) {
        if (node == null) {
            return OptionSyntax.USUAL;
        }
        node.map("with-value", "flags", "last", "style", "until", "leading");
        YamlNode style = node.get("style");
        YamlNode until = node.get("until");
        if (until != null && !until.string().equals("operand")) {
            throw until.expected("`operand`");
        }
        OptionSyntax.Style named = style == null ? OptionSyntax.Style.GNU : style.oneOf(OptionSyntax.Style.class);
        List<String> withValue = strings(node.get("with-value"));
        return new OptionSyntax(
                named,
                Set.copyOf(
                        named == OptionSyntax.Style.POWERSHELL
                                ? withValue.stream()
                                        .map(name -> name.toLowerCase(Locale.ROOT))
                                        .toList()
                                : withValue),
                Set.copyOf(strings(node.get("flags"))),
                Set.copyOf(strings(node.get("last"))),
                until != null,
                PackParser.flag(node.get("leading")));
    }

    private static List<CommandCase> cases(@Nullable YamlNode node, Reversibility ordinary) {
        List<CommandCase> cases = new ArrayList<>();
        for (YamlNode item : node == null ? List.<YamlNode>of() : node.list()) {
            cases.add(oneCase(item, ordinary));
        }
        return cases;
    }

    private static CommandCase oneCase(YamlNode node, Reversibility ordinary) {
        node.map(
                "option",
                "value",
                "other-than",
                "with",
                "without",
                "operand",
                "and-operand",
                "without-operand",
                "at",
                "least",
                "most",
                "input",
                "written",
                "class",
                "kind",
                "destroys-recovery",
                "reason",
                "instead");
        YamlNode raised = node.require("class");
        Reversibility reversibility = raised.oneOf(Reversibility.class);
        if (reversibility.worse(ordinary) == ordinary) {
            throw raised.error("a case must raise the class `"
                    + ordinary.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`");
        }
        YamlNode input = node.get("input");
        if (input != null && !input.string().equals("empty")) {
            throw input.expected("`empty`");
        }
        YamlNode kind = node.get("kind");
        CommandCase made = new CommandCase(
                strings(node.get("option")),
                patterns(node.get("value")),
                patterns(node.get("other-than")),
                strings(node.get("with")),
                strings(node.get("without")),
                patterns(node.get("operand")),
                patterns(node.get("and-operand")),
                patterns(node.get("without-operand")),
                number(node.get("at"), 0),
                number(node.get("least"), 0),
                number(node.get("most"), Integer.MAX_VALUE),
                input != null,
                PackParser.flag(node.get("written")),
                reversibility,
                kind == null ? null : kind.oneOf(Kind.class),
                PackParser.flag(node.get("destroys-recovery")),
                reason(node.get("reason"), reversibility),
                PackParser.string(node.get("instead")));
        boolean asks = !made.options().isEmpty()
                || !made.operands().isEmpty()
                || !made.without().isEmpty()
                || made.emptyInput()
                || made.least() > 0
                || made.most() < Integer.MAX_VALUE;
        boolean ofNoOption = made.options().isEmpty()
                && !(made.values().isEmpty() && made.otherThan().isEmpty());
        if (!asks || ofNoOption) {
            throw node.error(
                    "a case must ask something: `option` (and `value`), `without`, `operand`, `input`, `least`, `most`");
        }
        return made;
    }

    private static CommandRule.@Nullable Runs runs(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        node.map("skip", "assignments", "append", "start", "end", "placeholder", "placeholder-option", "without");
        return new CommandRule.Runs(
                number(node.get("skip"), 0),
                PackParser.flag(node.get("assignments")),
                PackParser.flag(node.get("append")),
                strings(node.get("start")),
                strings(node.get("end")),
                strings(node.get("placeholder")),
                strings(node.get("placeholder-option")),
                strings(node.get("without")));
    }

    private static List<CommandRule.Code> code(@Nullable YamlNode node) {
        List<CommandRule.Code> all = new ArrayList<>();
        List<YamlNode> items =
                node == null ? List.of() : node.kind() == YamlNode.Kind.LIST ? node.list() : List.of(node);
        for (YamlNode item : items) {
            item.map("language", "option", "operand", "to", "without", "join", "input", "most", "prefix", "suffix");
            YamlNode prefix = item.get("prefix");
            YamlNode suffix = item.get("suffix");
            CommandRule.Code code = new CommandRule.Code(
                    language(item.require("language")),
                    strings(item.get("option")),
                    number(item.get("operand"), 0),
                    number(item.get("to"), Integer.MAX_VALUE),
                    strings(item.get("without")),
                    PackParser.flag(item.get("join")),
                    PackParser.flag(item.get("input")),
                    number(item.get("most"), Integer.MAX_VALUE),
                    prefix == null ? "" : prefix.string(),
                    suffix == null ? "" : suffix.string());
            if (code.options().isEmpty() && code.operand() == 0 && !code.input()) {
                throw item.error("expected where the code stands: `option`, `operand` or `input: on`");
            }
            all.add(code);
        }
        return all;
    }

    private static String language(YamlNode node) {
        String language = node.string();
        if (!LANGUAGES.contains(language) && !language.startsWith("sql:")) {
            throw node.expected(LANGUAGES.stream()
                    .sorted()
                    .map(known -> "`" + known + "`")
                    .collect(Collectors.joining(", ", "one of ", "")));
        }
        return language;
    }

    private static List<WordPattern> patterns(@Nullable YamlNode node) {
        return strings(node).stream()
                .map(pattern -> new WordPattern(List.of(pattern)))
                .toList();
    }

    private static int number(@Nullable YamlNode node, int otherwise) {
        return node == null ? otherwise : node.integer();
    }

    /** Returns one string or a list of them as a list. */
    static List<String> strings(@Nullable YamlNode node) {
        if (node == null) {
            return List.of();
        }
        return node.kind() == YamlNode.Kind.LIST ? node.strings() : List.of(node.string());
    }
}
