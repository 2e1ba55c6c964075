package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a pack of command lines. Mistakes are reported as {@link PackParser} does. */
final class CommandPackParser {

    private static final int SCHEMA = 1;
    private static final List<String> PROGRAM_KEYS = List.of("commands", "unlisted", "maps");

    private CommandPackParser() {}

    static CommandPack parse(YamlNode root) {
        root.map("guard-pack", "id", "version", "maturity", "sources", "protocol", "programs");
        YamlNode schema = root.require("guard-pack");
        if (schema.integer() != SCHEMA) {
            throw schema.expected("schema version `" + SCHEMA + "`");
        }
        String id = root.require("id").string();
        String provider = id.substring(0, Math.max(0, id.indexOf('.')));
        List<CommandProgram> programs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        YamlNode map = root.require("programs");
        map.entries().forEach((key, value) -> {
            WordPattern pattern = WordPattern.parse(key);
            for (String name : pattern.alternatives()) {
                if (name.isBlank() || !names.add(name)) {
                    throw map.keyNode(key).error("the program `" + name + "` is named twice, or by nothing");
                }
            }
            programs.add(program(pattern, provider, value));
        });
        return new CommandPack(
                id,
                root.require("version").string(),
                root.require("maturity").oneOf(Pack.Maturity.class),
                PackParser.sources(root.require("sources")),
                programs);
    }

    private static CommandProgram program(WordPattern names, String provider, YamlNode node) {
        if (node.kind() == YamlNode.Kind.STRING) {
            CommandRule whole = CommandRuleParser.rule(CommandPath.parse(""), node, provider, List.of());
            return new CommandProgram(
                    names, provider, OptionSyntax.USUAL, List.of(), List.of(), whole, List.of(), null, false, "");
        }
        CommandRule whole = CommandRuleParser.rule(CommandPath.parse(""), node, provider, PROGRAM_KEYS);
        YamlNode commands = node.get("commands");
        YamlNode unlisted = node.get("unlisted");
        YamlNode maps = node.get("maps");
        String otherwise = unlisted == null ? "name" : unlisted.string();
        boolean named = otherwise.equals("name") || otherwise.equals("whole");
        if (maps != null && !maps.string().equals("aws")) {
            throw maps.expected("`aws`");
        }
        return new CommandProgram(
                names,
                provider,
                whole.options(),
                whole.readOnlyWith(),
                CommandPlace.parse(node.get("environment"), provider),
                whole.reversibility() == null
                                && whole.runs() == null
                                && whole.code().isEmpty()
                        ? null
                        : whole,
                commands == null ? List.of() : commands(commands, provider),
                unlisted == null || named ? null : unlisted.oneOf(Reversibility.class),
                otherwise.equals("whole"),
                maps == null ? "" : maps.string());
    }

    private static List<CommandRule> commands(YamlNode node, String provider) {
        List<CommandRule> rules = new ArrayList<>();
        node.entries().forEach((key, value) -> {
            CommandPath path = CommandPath.parse(key);
            if (path.steps().stream().filter(CommandPath.ANY_NUMBER::equals).count() > 1) {
                throw node.keyNode(key).expected("at most one `**`");
            }
            rules.add(CommandRuleParser.rule(path, value, provider, List.of()));
        });
        rules.sort(Comparator.comparingInt((CommandRule rule) -> rule.path().specificity())
                .reversed());
        return rules;
    }
}
