package dev.agentguard.pack;

import dev.agentguard.yaml.YamlNode;
import java.util.Set;

/**
 * The words by which command lines are read beside those of the {@link Lexicon}: data of
 * {@code packs/generic/commands.yaml}.
 *
 * @param looks verbs that only look, and are seldom the name of a thing
 * @param looksOrIs the same, of words that are as often the name of a thing
 * @param changes verbs that change what can be changed back
 * @param changesOrIs the same, of words that are as often the name of a thing
 * @param runs verbs that may do anything
 * @param destroys short verbs of command lines that destroy
 * @param whole verbs that take away all there is where nothing is named
 * @param mild verbs that sound worse than they are
 * @param deletes destroying verbs that take away a thing, not only a relation or a setting of it
 * @param acts verbs that destroy, of words that are seldom the name of a thing
 * @param lookingOptions options that, without a subcommand, say that a program only looks
 * @param doubtfulOptions first words of options that may destroy
 * @param destroyingOptions first words of options that destroy
 * @param keeps words that make such an option harmless
 * @param helpOptions options that, alone, only show what a program is
 * @param valueOptions options that, in most programs, take a value
 * @param flags options that, in most programs, take none
 * @param off values that switch an option off
 * @param requests subcommands that send the request they are given
 * @param consents options that are only written where something is changed
 * @param serving options that only a server takes
 * @param programs words in the names of programs that serve, show or compare what they are given
 */
record CommandWords(
        Set<String> looks,
        Set<String> looksOrIs,
        Set<String> changes,
        Set<String> changesOrIs,
        Set<String> runs,
        Set<String> destroys,
        Set<String> whole,
        Set<String> mild,
        Set<String> deletes,
        Set<String> acts,
        Set<String> lookingOptions,
        Set<String> doubtfulOptions,
        Set<String> destroyingOptions,
        Set<String> keeps,
        Set<String> helpOptions,
        Set<String> valueOptions,
        Set<String> flags,
        Set<String> off,
        Set<String> requests,
        Set<String> consents,
        Set<String> serving,
        Set<String> programs) {

    static CommandWords parse(YamlNode root) {
        root.map(
                "guard-commands",
                "looks",
                "looks-or-is",
                "changes",
                "changes-or-is",
                "runs",
                "destroys",
                "whole",
                "mild",
                "deletes",
                "acts",
                "looking-options",
                "doubtful-options",
                "destroying-options",
                "keeps",
                "help-options",
                "value-options",
                "flags",
                "off",
                "requests",
                "consents",
                "serving",
                "programs");
        return new CommandWords(
                set(root, "looks"),
                set(root, "looks-or-is"),
                set(root, "changes"),
                set(root, "changes-or-is"),
                set(root, "runs"),
                set(root, "destroys"),
                set(root, "whole"),
                set(root, "mild"),
                set(root, "deletes"),
                set(root, "acts"),
                set(root, "looking-options"),
                set(root, "doubtful-options"),
                set(root, "destroying-options"),
                set(root, "keeps"),
                set(root, "help-options"),
                set(root, "value-options"),
                set(root, "flags"),
                set(root, "off"),
                set(root, "requests"),
                set(root, "consents"),
                set(root, "serving"),
                set(root, "programs"));
    }

    /** How a program that nobody described writes its options. */
    OptionSyntax usual() {
        return new OptionSyntax(OptionSyntax.Style.GNU, valueOptions, flags, Set.of(), false, false);
    }

    /** Returns whether a line only asks what a program is; these flags mean something else there. */
    boolean help(CommandLine line, Set<String> flags) {
        if (!line.operands().isEmpty() || line.options().isEmpty()) {
            return false;
        }
        for (CommandLine.Option option : line.options()) {
            if (option.value() != null || !helpOptions.contains(option.name()) || flags.contains(option.name())) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> set(YamlNode root, String key) {
        return Set.copyOf(root.require(key).strings());
    }
}
