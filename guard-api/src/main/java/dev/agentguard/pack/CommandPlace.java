package dev.agentguard.pack;

import dev.agentguard.effect.Place;
import dev.agentguard.effect.Word;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of where a command happens, and what names it.
 *
 * @param type the place's type, {@code kubernetes:namespace}
 * @param options the options of which the last that is given names it
 * @param operand the number of the operand behind the subcommand that names it, from 1, or 0 if none does
 */
record CommandPlace(String type, List<String> options, int operand) {

    CommandPlace {
        options = List.copyOf(options);
    }

    /** Reads options that name the provider's environment, or parts with what names each. */
    static List<CommandPlace> parse(@Nullable YamlNode node, String provider) {
        if (node == null) {
            return List.of();
        }
        if (node.kind() != YamlNode.Kind.MAP) {
            return List.of(new CommandPlace(Place.type(provider, "environment"), CommandRuleParser.strings(node), 0));
        }
        List<CommandPlace> places = new ArrayList<>();
        node.entries().forEach((part, named) -> {
            boolean operand = named.kind() == YamlNode.Kind.NUMBER;
            places.add(new CommandPlace(
                    Place.type(provider, part),
                    operand ? List.of() : CommandRuleParser.strings(named),
                    operand ? named.integer() : 0));
        });
        return places;
    }

    /** Returns the word that names it, or null if it is not named. */
    @Nullable
    Word in(CommandLine line, List<Word> behind) {
        if (operand > 0) {
            return operand <= behind.size() ? behind.get(operand - 1) : new Word("", false);
        }
        List<CommandLine.Option> given = line.given(options);
        return given.isEmpty() ? null : given.get(given.size() - 1).value();
    }
}
