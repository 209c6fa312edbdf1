package io.crowdroll.protocol.chain;
