package dev.agentguard.examples.springai;

import static dev.agentguard.annotation.Reversibility.IRREVERSIBLE;
import static dev.agentguard.annotation.Reversibility.READ_ONLY;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.TargetResource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.stereotype.Component;

/** The orders of the shop. */
@Component
public class OrderTools {

    private final Map<String, String> orders = new ConcurrentHashMap<>(Map.of("o-1", "two cups"));

    @Tool(description = "Shows an order")
    @Guarded(READ_ONLY)
    public String showOrder(String orderId) {
        return orders.getOrDefault(orderId, "there is no such order");
    }

    @Tool(description = "Deletes an order")
    @Guarded(IRREVERSIBLE)
    public String deleteOrder(@TargetResource("shop:order") String orderId) {
        orders.remove(orderId);
        return "deleted";
    }

    @Tool(description = "Deletes an order and says so to the user at once", returnDirect = true)
    @Guarded(IRREVERSIBLE)
    public String deleteOrderAtOnce(@TargetResource("shop:order") String orderId) {
        orders.remove(orderId);
        return "deleted";
    }
}
