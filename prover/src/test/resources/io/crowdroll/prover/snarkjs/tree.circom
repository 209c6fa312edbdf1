pragma circom 2.0.0;
include "smt/smtprocessor.circom";
component main {public [oldRoot, fnc]} = SMTProcessor(10);
