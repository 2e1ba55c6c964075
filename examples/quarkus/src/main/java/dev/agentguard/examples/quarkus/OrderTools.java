package dev.agentguard.examples.quarkus;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.TargetResource;
import dev.langchain4j.agent.tool.Tool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the assistant may do. */
@ApplicationScoped
public class OrderTools {

    private final List<String> ran = new CopyOnWriteArrayList<>();

    /**
     * Lists orders.
     *
     * @param customer whose
     * @return their ids
     */
    @Tool("lists the orders of a customer")
    public String listOrders(String customer) {
        ran.add("list " + customer);
        return "o1";
    }

    /**
     * Removes what is old.
     *
     * @param order the order
     * @return what was done
     */
    @Tool("tidies up")
    @Guarded(value = Reversibility.IRREVERSIBLE, operation = "shop:orderDelete")
    public String tidy(@TargetResource("shop:order") String order) {
        ran.add("tidy " + order);
        return "gone";
    }

    /**
     * Deletes an order; its name says so.
     *
     * @param id the order
     * @return what was done
     */
    @Tool("deletes an order")
    public String deleteOrder(String id) {
        ran.add("delete " + id);
        return "deleted";
    }

    /**
     * Returns what ran.
     *
     * @return the calls
     */
    public List<String> ran() {
        return ran;
    }
}
