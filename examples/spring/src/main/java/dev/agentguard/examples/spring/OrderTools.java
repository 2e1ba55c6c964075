package dev.agentguard.examples.spring;

import static dev.agentguard.annotation.Reversibility.IRREVERSIBLE;
import static dev.agentguard.annotation.Reversibility.READ_ONLY;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.TargetResource;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The orders of the shop. */
@Component
public class OrderTools {

    private final Map<String, String> orders = new ConcurrentHashMap<>(Map.of("o-1", "two cups", "o-2", "a kettle"));

    @Tool("Shows an order")
    @Guarded(READ_ONLY)
    public String showOrder(@P("orderId") String orderId) {
        return orders.getOrDefault(orderId, "there is no such order");
    }

    @Tool("Deletes an order")
    @Guarded(IRREVERSIBLE)
    public String deleteOrder(@P("orderId") @TargetResource("shop:order") String orderId) {
        orders.remove(orderId);
        return "deleted";
    }
}
