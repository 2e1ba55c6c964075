package dev.agentguard.effect.http;

import dev.agentguard.action.HttpCall;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods that a server may take a request for: its own and those that an override names. */
final class Methods {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final List<String> HEADERS = List.of("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method");
    private static final List<String> FIELDS =
            List.of("_method", "_HttpMethod", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private static final int MOST = 20;

    /** Stands for all beyond those that are read; as no method of that name is known, it is never harmless. */
    private static final String MORE = "MORE-METHODS";

    private Methods() {}

    /** Returns methods together with those that header fields name. */
    static Set<String> overridden(Set<String> own, HttpCall call) {
        Set<String> methods = new LinkedHashSet<>(own);
        for (String header : HEADERS) {
            call.header(header).forEach(value -> addAll(methods, value));
        }
        return methods;
    }

    /** Returns the methods that a request has beside its header fields in upper case, its own first. */
    static Set<String> of(String method, RequestTarget target, TellingFields.Parameters told, Content content) {
        JsonBody json = content.json();
        boolean fields = json != null && !json.isQuiet();
        if (!fields && content.form().isEmpty() && !told.toForms()) {
            return Set.of(method.strip().toUpperCase(Locale.ROOT));
        }
        Set<String> methods = new LinkedHashSet<>(2);
        add(methods, method);
        addField(methods, target.parameters());
        addField(methods, content.form());
        if (json != null && !json.isQuiet()) {
            for (Object reading : json.readings()) {
                if (reading instanceof Map<?, ?> object) {
                    addField(methods, object);
                }
            }
        }
        return methods;
    }

    /** Returns whether a field of this name may override the method. */
    static boolean isField(String name) {
        return FIELDS.contains(name);
    }

    static boolean isSafe(String method) {
        return SAFE.contains(method);
    }

    private static void addField(Set<String> methods, Map<?, ?> fields) {
        if (fields.isEmpty()) {
            return;
        }
        for (String field : FIELDS) {
            Object value = fields.get(field);
            if (value != null) {
                addValue(methods, value);
            }
        }
    }

    private static void addValue(Set<String> methods, @Nullable Object value) {
        if (value instanceof String text) {
            addAll(methods, text);
        } else if (value instanceof List<?> several) {
            several.forEach(one -> addValue(methods, one));
        }
    }

    /** Proxies join fields of one name by commas; which of the values a server takes is not known. */
    private static void addAll(Set<String> methods, String values) {
        for (String value : values.split(",", MOST)) {
            add(methods, value.indexOf(',') < 0 ? value : MORE);
        }
    }

    /** What is no token is no method; as the request's own it stays, for nothing to take it for a harmless one. */
    private static void add(Set<String> methods, String value) {
        String method = value.strip().toUpperCase(Locale.ROOT);
        if (isToken(method) || methods.isEmpty()) {
            methods.add(methods.size() < MOST || methods.contains(method) ? method : MORE);
        }
    }

    /** Whether a text can be a method. */
    static boolean isToken(String text) {
        if (text.isEmpty() || text.length() > 20) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return true;
    }
}
