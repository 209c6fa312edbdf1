// Times the kernels of gnark-crypto on BN254: one JSON line a kernel and size.
//
//	gnarkbench [-log 16,18,20] [-rounds 5]
package main

import (
	"encoding/json"
	"flag"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/consensys/gnark-crypto/ecc"
	bn254 "github.com/consensys/gnark-crypto/ecc/bn254"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr/fft"
)

func main() {
	logs := flag.String("log", "16,18,20", "binary logarithms of the sizes")
	rounds := flag.Int("rounds", 5, "rounds measured, after one that is not")
	flag.Parse()
	report("field multiplication", 1, 0, time1(*rounds, fieldMultiplications))
	for _, text := range strings.Split(*logs, ",") {
		log, err := strconv.Atoi(text)
		if err != nil || log < 1 || log > 24 {
			os.Stderr.WriteString("gnarkbench: not a binary logarithm of 1 to 24: " + text + "\n")
			os.Exit(2)
		}
		measure(log, *rounds)
	}
}

func measure(log, rounds int) {
	n := 1 << log
	scalars := make([]fr.Element, n)
	for i := range scalars {
		scalars[i].SetRandom()
	}
	_, _, g1, g2 := bn254.Generators()
	points := bn254.BatchScalarMultiplicationG1(&g1, scalars)
	for _, threads := range []int{1, runtime.NumCPU()} {
		config := ecc.MultiExpConfig{NbTasks: threads}
		report("msm g1", threads, log, time1(rounds, func() {
			var sum bn254.G1Jac
			sum.MultiExp(points, scalars, config)
		}))
	}
	points2 := bn254.BatchScalarMultiplicationG2(&g2, scalars)
	for _, threads := range []int{1, runtime.NumCPU()} {
		config := ecc.MultiExpConfig{NbTasks: threads}
		report("msm g2", threads, log, time1(rounds, func() {
			var sum bn254.G2Jac
			sum.MultiExp(points2, scalars, config)
		}))
	}
	domain := fft.NewDomain(uint64(n))
	for _, threads := range []int{1, runtime.NumCPU()} {
		report("fft", threads, log, time1(rounds, func() {
			domain.FFT(scalars, fft.DIF, fft.WithNbTasks(threads))
		}))
	}
}

// A thousand products of a thousand pairs, so that latency is hidden as it is inside the kernels.
func fieldMultiplications() {
	var a, b, c [1000]fr.Element
	for i := range a {
		a[i].SetRandom()
		b[i].SetRandom()
	}
	for round := 0; round < 1000; round++ {
		for i := range a {
			c[i].Mul(&a[i], &b[i])
		}
	}
	sink = c[0]
}

var sink fr.Element

func time1(rounds int, work func()) []float64 {
	work()
	seconds := make([]float64, rounds)
	for i := range seconds {
		begin := time.Now()
		work()
		seconds[i] = time.Since(begin).Seconds()
	}
	return seconds
}

func report(kernel string, threads, log int, seconds []float64) {
	json.NewEncoder(os.Stdout).Encode(map[string]any{
		"prover": "gnark-crypto", "kernel": kernel, "threads": threads, "log": log, "seconds": seconds})
}
