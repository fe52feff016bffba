// judge holds a log of ours against golang.org/x/mod/sumdb/{note,tlog}, that package's code as it is.
//
// What is here only brings our files to it: paths, the three lines of a checkpoint, the frames of a bundle. It never
// uses tlog.TileHashReader, which accepts a forged tile before x/mod 0.40 (CVE-2026-56865); Debian's is older. Instead
// the tree is rebuilt from the entries, by StoredHashesForRecordHash, and every file is compared with the rebuilt one.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	vkey := flag.String("vkey", "", "the log's verifier key")
	folder := flag.String("log", "", "a folder with the log's checkpoint and tile/")
	notes := flag.String("checkpoints", "", "a folder of checkpoints the log had earlier")
	proofs := flag.String("proofs", "", "a folder of N.tlog-proof with their N.leaf.json")
	flag.Parse()
	judge := judge{}
	if err := judge.run(*vkey, *folder, *notes, *proofs); err != nil {
		fmt.Println("REFUSED:", err)
		os.Exit(1)
	}
	fmt.Printf("ACCEPTED entries=%d tiles=%d checkpoints=%d proofs=%d\n",
		len(judge.entries), judge.tiles, judge.checkpoints, judge.proofs)
}

type judge struct {
	verifier                   note.Verifier
	entries                    []tlog.Hash
	hashes                     storage
	tiles, checkpoints, proofs int
}

// storage holds every hash of a tree in x/mod's own order.
type storage []tlog.Hash

func (s *storage) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	read := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(*s)) {
			return nil, fmt.Errorf("hash %d is not stored", index)
		}
		read[i] = (*s)[index]
	}
	return read, nil
}

func (j *judge) run(vkey, folder, notes, proofs string) (err error) {
	if j.verifier, err = note.NewVerifier(vkey); err != nil {
		return err
	}
	if folder != "" {
		if err := j.judgeLog(folder, notes); err != nil {
			return err
		}
	}
	if proofs == "" {
		return nil
	}
	return j.judgeProofs(proofs)
}

func (j *judge) judgeLog(folder, notes string) error {
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return err
	}
	head, err := j.open(signed)
	if err != nil {
		return err
	}
	if err := j.rebuild(folder, head.N); err != nil {
		return err
	}
	root, err := tlog.TreeHash(head.N, &j.hashes)
	if err != nil {
		return err
	}
	if root != head.Hash {
		return errors.New("the entries do not have the root that is signed")
	}
	if err := j.compareTiles(folder, head.N); err != nil {
		return err
	}
	return j.consistent(notes, head)
}

// rebuild hashes the entries of all bundles into a tree.
func (j *judge) rebuild(folder string, size int64) error {
	for n := int64(0); n<<height < size; n++ {
		tile := tlog.Tile{H: height, L: -1, N: n, W: width(size - n<<height)}
		bundle, err := os.ReadFile(filepath.Join(folder, "tile", "entries", strings.TrimPrefix(tile.Path(), "tile/8/data/")))
		if err != nil {
			return err
		}
		for k := 0; k < tile.W; k++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return fmt.Errorf("bundle %d is cut short", n)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			leaf := tlog.RecordHash(bundle[2:end])
			bundle = bundle[end:]
			stored, err := tlog.StoredHashesForRecordHash(int64(len(j.entries)), leaf, &j.hashes)
			if err != nil {
				return err
			}
			j.hashes = append(j.hashes, stored...)
			j.entries = append(j.entries, leaf)
		}
		if len(bundle) > 0 {
			return fmt.Errorf("bundle %d goes on after its entries", n)
		}
	}
	return nil
}

func (j *judge) compareTiles(folder string, size int64) error {
	for level := 0; size>>(height*uint(level)) > 0; level++ {
		nodes := size >> (height * uint(level))
		for n := int64(0); n<<height < nodes; n++ {
			tile := tlog.Tile{H: height, L: level, N: n, W: width(nodes - n<<height)}
			rebuilt, err := tlog.ReadTileData(tile, &j.hashes)
			if err != nil {
				return err
			}
			published, err := os.ReadFile(filepath.Join(folder, "tile", strings.TrimPrefix(tile.Path(), "tile/8/")))
			if err != nil {
				return err
			}
			if !bytes.Equal(rebuilt, published) {
				return fmt.Errorf("%s is not as rebuilt", tile.Path())
			}
			j.tiles++
		}
	}
	return nil
}

// consistent proves every earlier checkpoint to the present one, with proofs x/mod makes and checks itself.
func (j *judge) consistent(folder string, head tlog.Tree) error {
	if folder == "" {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		return err
	}
	for _, file := range files {
		signed, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		old, err := j.open(signed)
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		if old.N > head.N {
			return fmt.Errorf("%s: the log had %d entries and shows %d", filepath.Base(file), old.N, head.N)
		}
		proof, err := tlog.ProveTree(head.N, old.N, &j.hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, head.N, head.Hash, old.N, old.Hash); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		j.checkpoints++
	}
	return nil
}

func (j *judge) judgeProofs(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.tlog-proof"))
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		leaf, err := os.ReadFile(strings.TrimSuffix(file, ".tlog-proof") + ".leaf.json")
		if err != nil {
			return err
		}
		if err := j.judgeProof(string(text), leaf); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		j.proofs++
	}
	return nil
}

func (j *judge) judgeProof(text string, leaf []byte) error {
	head, signed, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog-proof")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 {
		return errors.New("no index")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var siblings tlog.RecordProof
	for _, line := range lines[1:] {
		sibling, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		siblings = append(siblings, sibling)
	}
	tree, err := j.open([]byte(signed))
	if err != nil {
		return err
	}
	return tlog.CheckRecord(siblings, tree.N, tree.Hash, index, tlog.RecordHash(leaf))
}

func (j *judge) open(signed []byte) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(j.verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != j.verifier.Name() {
		return tlog.Tree{}, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, errors.New("not a root")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree, nil
}

func width(left int64) int {
	if left > 1<<height {
		return 1 << height
	}
	return int(left)
}
