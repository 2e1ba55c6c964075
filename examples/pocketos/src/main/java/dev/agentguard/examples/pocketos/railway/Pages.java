package dev.agentguard.examples.pocketos.railway;

import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Relay connections: a page of a list with its cursors. The service gives no more than its own largest page, whatever
 * {@code first} asks for: who reads one page has not read the list.
 */
final class Pages {

    private final int largest;

    Pages(int largest) {
        this.largest = largest;
    }

    Map<String, @Nullable Object> page(List<?> all, DataFetchingEnvironment call) {
        Integer first = call.getArgument("first");
        if (first != null && first < 0) {
            throw new Refused("first must not be negative");
        }
        int from = from(call.getArgument("after"));
        int to = Math.min(all.size(), from + Math.min(first == null ? largest : first, largest));
        List<Map<String, Object>> edges = new ArrayList<>();
        for (int i = from; i < to; i++) {
            edges.add(Map.of("cursor", cursor(i), "node", all.get(i)));
        }
        Map<String, @Nullable Object> info = new HashMap<>();
        info.put("hasNextPage", to < all.size());
        info.put("hasPreviousPage", from > 0);
        info.put("startCursor", edges.isEmpty() ? null : cursor(from));
        info.put("endCursor", edges.isEmpty() ? null : cursor(to - 1));
        return Map.of("edges", edges, "pageInfo", info);
    }

    private static int from(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        try {
            String index = new String(Base64.getDecoder().decode(after), StandardCharsets.UTF_8);
            return Math.max(0, Math.addExact(Integer.parseInt(index), 1));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Refused("Invalid cursor");
        }
    }

    private static String cursor(int index) {
        return Base64.getEncoder().encodeToString(Integer.toString(index).getBytes(StandardCharsets.UTF_8));
    }
}
