package dev.agentguard.effect.graphql;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a selection set, fragments opened. Directives and type conditions hide nothing: a field that might run
 * is collected. A fragment is opened once, since a second time adds no other field; that also bounds the work where
 * fragments multiply. Not safe for use by threads; one for each selection set.
 */
final class FieldCollector {

    private final Map<String, List<FragmentDefinition>> definitions;
    private final Set<String> opened = new HashSet<>();
    private final Set<String> opening = new HashSet<>();
    private final List<Field> fields = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>();

    private final int depth;

    FieldCollector(Map<String, List<FragmentDefinition>> definitions, int depth) {
        this.definitions = definitions;
        this.depth = depth;
    }

    static Map<String, List<FragmentDefinition>> byName(List<FragmentDefinition> fragments) {
        if (fragments.isEmpty()) {
            return Map.of();
        }
        Map<String, List<FragmentDefinition>> definitions = new HashMap<>();
        for (FragmentDefinition fragment : fragments) {
            definitions
                    .computeIfAbsent(fragment.getName(), unused -> new ArrayList<>())
                    .add(fragment);
        }
        return definitions;
    }

    FieldCollector collect(@Nullable SelectionSet selections) {
        if (selections == null) {
            return this;
        }
        for (Selection<?> selection : selections.getSelections()) {
            if (selection instanceof Field field) {
                fields.add(field);
            } else if (selection instanceof InlineFragment inline) {
                collect(inline.getSelectionSet());
            } else if (selection instanceof FragmentSpread spread) {
                open(spread.getName());
            }
        }
        return this;
    }

    private void open(String name) {
        if (opening.contains(name)) {
            problems.add("the fragment `" + name + "` contains itself");
            return;
        }
        if (opening.size() >= depth) {
            problems.add("fragments are nested deeper than " + depth + " levels");
            return;
        }
        if (!opened.add(name)) {
            return;
        }
        List<FragmentDefinition> found = definitions.getOrDefault(name, List.of());
        if (found.isEmpty()) {
            problems.add("the fragment `" + name + "` is not in the document");
        }
        opening.add(name);
        // two of one name are invalid, so both are opened
        found.forEach(fragment -> collect(fragment.getSelectionSet()));
        opening.remove(name);
    }

    List<Field> fields() {
        return fields;
    }

    Set<String> problems() {
        return problems;
    }
}
