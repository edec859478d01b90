/// Apache Camel's client for Salesforce. What it is let do stands in the program of the same name beside the tests.
@NullMarked
package dev.lockstep.clients.camel;

import org.jspecify.annotations.NullMarked;
