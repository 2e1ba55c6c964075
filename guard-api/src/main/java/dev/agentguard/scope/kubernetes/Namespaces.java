package dev.agentguard.scope.kubernetes;

import dev.agentguard.effect.Place;
import dev.agentguard.effect.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells in which namespaces an action is. */
final class Namespaces {

    static final String NAMESPACE = "kubernetes:namespace";

    private static final int MOST = 20;
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 253;

    private Namespaces() {}

    /** The namespaces of a resource; null if one of them cannot be told. */
    static @Nullable Set<String> of(Resource resource, List<Place> places) {
        Set<String> namespaces = new LinkedHashSet<>();
        String id = resource.id();
        if (resource.type().equals(NAMESPACE)) {
            namespaces.add(id == null ? "" : name(id));
        } else {
            for (Place place : places) {
                if (place.type().equals(NAMESPACE)) {
                    namespaces.add(place.value() == null ? "" : place.value());
                }
            }
        }
        boolean told = !namespaces.isEmpty()
                && namespaces.size() <= MOST
                && namespaces.stream().allMatch(Namespaces::isName);
        return told ? namespaces : null;
    }

    /** {@code kubectl} takes {@code ns/shop} too. */
    static String name(String operand) {
        return operand.substring(operand.indexOf('/') + 1);
    }

    /** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
    private static boolean isName(String text) {
        return text.length() <= LONGEST_LABEL && text.indexOf('.') < 0 && isObjectName(text);
    }

    /** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
    static boolean isObjectName(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NAME
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.');
    }
}
