package dev.lockstep.salesforce.soap;

import dev.lockstep.rows.RowPage;
import java.util.Optional;

/// One page of a query, and how to ask for the next where there is one.
public record SoapPage(RowPage rows, long totalSize, Optional<String> locator) {}
