package dev.agentguard.pack;

import dev.agentguard.effect.GivenVariables;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Word;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of where a command happens, and what names it: the last that is given of the options, else the operand, else a
 * variable.
 *
 * @param type the place's type, {@code kubernetes:namespace}
 * @param options the options whose value names it
 * @param operand the number of the operand behind the subcommand that names it, from 1; 0 if none does
 * @param required whether that operand has to be there
 * @param remote whether every operand of the form {@code host:path} names it
 * @param variables the environment variables that name it if nothing else does, of these the first that is set
 */
record CommandPlace(
        String type, List<String> options, int operand, boolean required, boolean remote, List<String> variables) {

    private static final String REMOTE = "remote";
    private static final Word UNREAD = new Word("", false);

    CommandPlace {
        options = List.copyOf(options);
        variables = List.copyOf(variables);
    }

    /** Reads options that name the provider's environment, or parts with what names each. */
    static List<CommandPlace> parse(@Nullable YamlNode node, String provider) {
        if (node == null) {
            return List.of();
        }
        if (node.kind() != YamlNode.Kind.MAP) {
            return List.of(one(Place.type(provider, "environment"), node));
        }
        List<CommandPlace> places = new ArrayList<>();
        node.entries().forEach((part, named) -> places.add(one(Place.type(provider, part), named)));
        return places;
    }

    private static CommandPlace one(String type, YamlNode named) {
        boolean list = named.kind() == YamlNode.Kind.LIST;
        List<String> options = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        int operand = 0;
        boolean remote = false;
        for (YamlNode item : list ? named.list() : List.of(named)) {
            if (item.kind() == YamlNode.Kind.NUMBER) {
                operand = item.integer();
            } else if (item.string().equals(REMOTE)) {
                remote = true;
            } else if (item.string().startsWith("$")) {
                variables.add(item.string().substring(1));
            } else {
                options.add(item.string());
            }
        }
        return new CommandPlace(type, options, operand, !list, remote, variables);
    }

    /** Returns the words that name it; empty if it is not named. */
    List<Word> in(CommandLine line, List<Word> behind, GivenVariables given) {
        List<CommandLine.Option> named = line.given(options);
        if (!named.isEmpty()) {
            Word value = named.get(named.size() - 1).value();
            return List.of(value == null ? UNREAD : value);
        }
        if (remote) {
            return behind.stream().filter(CommandPlace::isRemote).toList();
        }
        if (operand > 0 && operand <= behind.size()) {
            return List.of(behind.get(operand - 1));
        }
        if (operand > 0 && required) {
            return List.of(UNREAD);
        }
        for (String variable : variables) {
            Word value = given.named(variable);
            if (value != null) {
                return List.of(value);
            }
        }
        return List.of();
    }

    /** {@code user@host:path}, not {@code C:\path} and not a path with a colon in it. */
    private static boolean isRemote(Word word) {
        String text = word.text();
        int colon = text.indexOf(':');
        int slash = text.indexOf('/');
        return text.contains("://") || (colon > 1 && (slash < 0 || colon < slash));
    }
}
