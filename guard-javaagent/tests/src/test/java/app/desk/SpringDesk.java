package app.desk;

import org.springframework.ai.tool.annotation.Tool;

/** A tool of Spring AI. */
public final class SpringDesk {

    @Tool(name = "purge_cart", description = "removes the cart for good")
    public String purge(String cartId) {
        return cartId;
    }
}
