package dev.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void areEqualWithoutCaseAndKeepTheirSpelling() {
        assertThat(new ObjectName("Order_Item__c"))
                .isEqualTo(new ObjectName("order_item__C"))
                .hasSameHashCodeAs(new ObjectName("order_item__C"))
                .hasToString("Order_Item__c");
        assertThat(new FieldName("LastName"))
                .isEqualTo(new FieldName("lastname"))
                .hasToString("LastName");
    }

    @Test
    void refuseWhatCouldBreakOutOfAQuery() {
        for (var text : new String[] {"", "Name FROM User", "a'b", "1x", "x\"y", "é"}) {
            assertThatThrownBy(() -> new ObjectName(text)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new FieldName(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
