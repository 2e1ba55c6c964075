package app.desk;

import dev.agentguard.annotation.Sql;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.langchain4j.invocation.InvocationParameters;
import java.util.List;

/** Tools as people write them: declared above, named otherwise, with injected parameters, and one that nobody knows. */
public final class OrderDesk implements Orders<String> {

    @Override
    @Tool(
            name = "close_order",
            value = {"closes an order", "and tells the customer"})
    public String close(@P(name = "order", value = "the order") String orderId) {
        return orderId;
    }

    @Tool("finds orders")
    public List<String> findOrders(@ToolMemoryId Object memory, String customer, InvocationParameters injected) {
        return List.of(customer);
    }

    @Tool("asks the shop's database")
    public String ask(@Sql String statement) {
        return statement;
    }

    @Tool
    public String frobnicate(String orderId, String environment, int times) {
        return orderId + environment + times;
    }

    @Tool
    public String crunch(String sql) {
        return sql;
    }

    /** No tool. */
    public String deleteEverything() {
        return "";
    }
}
